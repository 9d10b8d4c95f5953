"""What the doors of messengers share (the WeChat official account, 微信客服): each message is answered once, whatever
is tried twice, whoever dies in between; and the platform is called with a token that all processes share."""
