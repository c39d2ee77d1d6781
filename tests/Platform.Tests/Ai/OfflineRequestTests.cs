using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Platform.Tests.Ai;

public sealed class OfflineRequestTests
{
    [Theory]
    [InlineData("Could you please list the books, please?", "list the books")]
    [InlineData("  I'd like to read it. Thanks!  ", "read it")]
    [InlineData("请帮我看看书架，谢谢！", "看看书架")]
    [InlineData("麻烦你给我读一下吧。", "读")]
    [InlineData("pleasure", "pleasure")]
    [InlineData("canyon", "canyon")]
    [InlineData("find unthanks", "find unthanks")]
    [InlineData("please", "please")]
    [InlineData("", "")]
    [InlineData("…", "")]
    public void Courtesies_ask_for_nothing(string request, string plain) => Assert.Equal(plain, OfflineRequest.Plain(request));

    [Theory]
    [InlineData("please don't do it", true)]
    [InlineData("Don’t do it", true)]
    [InlineData("请不要这样做", true)]
    [InlineData("how do I do it?", true)]
    [InlineData("如何做？", true)]
    [InlineData("don't forget to do it", false)]
    [InlineData("别忘了", false)]
    [InlineData("do it", false)]
    [InlineData("做吧", false)]
    public void Who_says_that_something_is_not_to_be_done_or_asks_about_it_does_not_want_it_done(string request, bool onlyTalks) =>
        Assert.Equal(onlyTalks, OfflineRequest.IsOnlyTalk(request));
}
