// The page's own activity: a call that rings and is answered or declined.
const call = document.querySelector('#call');
document.querySelector('#ring').addEventListener('click', () => {
  call.hidden = false;
});
for (const button of call.querySelectorAll('button')) {
  button.addEventListener('click', () => {
    call.hidden = true;
  });
}
