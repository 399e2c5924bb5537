# Force-installs Ringcard in Chrome and Edge and decides its settings. Run as administrator, or by Intune as SYSTEM.
$ErrorActionPreference = 'Stop'
$id = 'gohdjfgkbkkbbodhbelfjehcgendbofp'
$updateUrl = 'https://ringcard.example.com/extension/updates.xml'
$settings = [ordered]@{
  workerUrl = 'https://ringcard.example.com'
  tenantId = '5f1c0d0e-7a11-4c0a-9d0e-0a0b0c0d0e01'
  clientId = '5f1c0d0e-7a11-4c0a-9d0e-0a0b0c0d0e02'
  country = 'DE'
  area = '030'
  main = '+49 30 23125'
  outside = '0'
  numberFormat = 'international'
  marking = 'underline'
  softphones = @('phone.example.com')
  softphoneAdapters = '[{"id":"example-phone","label":"Example Phone","sites":["phone.example.com"],"page":"#dialer","ringing":"#dialer .incoming","number":{"selector":".caller","attribute":"data-number"},"name":{"selector":".caller .name"}}]'
  blockedSites = @('*.bank.example')
  callHandler = 'teams'
  offline = $false
  recents = $true
}

foreach ($browser in 'HKLM:\SOFTWARE\Policies\Google\Chrome', 'HKLM:\SOFTWARE\Policies\Microsoft\Edge') {
  $list = "$browser\ExtensionInstallForcelist"
  if (-not (Test-Path $list)) { New-Item -Path $list -Force | Out-Null }
  $entry = "$id;$updateUrl"
  $item = Get-Item -Path $list
  $taken = @($item.GetValueNames())
  if (-not ($taken | Where-Object { $item.GetValue($_) -like "$id;*" })) {
    $slot = 1
    while ($taken -contains "$slot") { $slot++ }
    New-ItemProperty -Path $list -Name "$slot" -Value $entry -PropertyType String -Force | Out-Null
  }
  $policy = "$browser\3rdparty\extensions\$id\policy"
  if (Test-Path $policy) { Remove-Item -Path $policy -Recurse -Force }
  New-Item -Path $policy -Force | Out-Null
  foreach ($name in $settings.Keys) {
    $value = $settings[$name]
    if ($value -is [array]) {
      New-Item -Path "$policy\$name" -Force | Out-Null
      for ($i = 0; $i -lt $value.Count; $i++) {
        New-ItemProperty -Path "$policy\$name" -Name "$($i + 1)" -Value $value[$i] -PropertyType String -Force | Out-Null
      }
    } elseif ($value -is [bool]) {
      New-ItemProperty -Path $policy -Name $name -Value ([int]$value) -PropertyType DWord -Force | Out-Null
    } else {
      New-ItemProperty -Path $policy -Name $name -Value $value -PropertyType String -Force | Out-Null
    }
  }
}
