// Makes each frame of meetings in this page as tall as its content. The page and the frame tell each other nothing else:
// each answers only the window it belongs with, at the address that window has. It stores and sends nothing.
(function () {
  "use strict";
  var home = new URL(document.currentScript.src).origin;
  var frames = Array.from(document.querySelectorAll("iframe")).filter(function (frame) {
    return frame.src.indexOf(home + "/") === 0;
  });

  function ask(frame) {
    frame.contentWindow.postMessage("meetings-height", home);
  }

  function isThere(frame) {
    var within = frame.contentDocument; // none: it is another site's, so it has begun to load
    return !within || within.URL !== "about:blank";
  }

  frames.forEach(function (frame) {
    frame.addEventListener("load", function () {
      ask(frame);
      // Another page of the list begins at its top.
      if (frame.dataset.told && frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
    });
    if (isThere(frame)) ask(frame);
  });

  addEventListener("message", function (event) {
    var height = event.origin === home && event.data && event.data.meetingsHeight;
    if (typeof height !== "number" || !(height > 0 && height < 50000)) return;
    frames.forEach(function (frame) {
      if (frame.contentWindow !== event.source) return;
      frame.style.height = Math.ceil(height) + "px";
      frame.dataset.told = "yes";
    });
  });
})();
