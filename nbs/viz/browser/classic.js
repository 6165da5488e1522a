// The viewer as a classic script, once a page: its parts stand where the comment is.
(function () {
  'use strict';
  if (window.reconView) return;
  /* parts */
  window.reconView = R;
})();
