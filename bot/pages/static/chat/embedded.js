// Tells the page around the iframe that the chat may be shown here; what a site may not frame never says it.
if (window.parent !== window) window.parent.postMessage("title-assistant:ready", "*");
