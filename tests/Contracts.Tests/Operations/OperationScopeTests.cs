using Nanobot.Contracts.Operations;

namespace Nanobot.Contracts.Tests.Operations;

public sealed class OperationScopeTests
{
    [Theory]
    [InlineData("chat.send", "chat.send", true)]
    [InlineData("chat.send", "chat.sender", false)]
    [InlineData("chat.send", "chat.sen", false)]
    [InlineData("reports.*", "reports.create", true)]
    [InlineData("reports.*", "reports", false)]
    [InlineData("reports.*", "my.reports.create", false)]
    [InlineData("schedule.*", "schedule.jobs.list", true)]
    [InlineData("*.list", "schedule.jobs.list", true)]
    [InlineData("*.list", "schedule.jobs.listed", false)]
    [InlineData("*", "anything.at.all", true)]
    [InlineData("a*b*c", "axxbyyc", true)]
    [InlineData("a*b*c", "axxcyyb", false)]
    [InlineData("**", "x", true)]
    // One scope within another: a star is reached by nothing but a star.
    [InlineData("reports.*", "reports.*", true)]
    [InlineData("reports.*", "reports.g*", true)]
    [InlineData("reports.g*", "reports.*", false)]
    [InlineData("reports.get", "reports.*", false)]
    [InlineData("*", "*", true)]
    public void A_scope_covers_what_it_matches(string scope, string other, bool covers) => Assert.Equal(covers, OperationScope.Covers(scope, other));

    [Fact]
    public void Whatever_one_scope_covers_of_another_it_covers_of_every_name_that_the_other_matches()
    {
        var random = new Random(7);
        string Text(string signs) => string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => signs[random.Next(signs.Length)]));
        var pairs = Enumerable.Range(0, 20_000).Select(_ => (Wide: Text("ab.*"), Narrow: Text("ab.*"), Name: Text("ab."))).ToList();

        Assert.Equal([], pairs.Where(pair => OperationScope.Covers(pair.Wide, pair.Narrow) && OperationScope.Covers(pair.Narrow, pair.Name) && !OperationScope.Covers(pair.Wide, pair.Name)));
        Assert.Contains(pairs, pair => OperationScope.Covers(pair.Wide, pair.Narrow) && pair.Wide != pair.Narrow);
    }

    [Theory]
    [InlineData("chat.send", true)]
    [InlineData("*", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("Chat.send", false)]
    [InlineData("chat send", false)]
    [InlineData("chat?", false)]
    public void A_text_of_another_form_is_none(string? text, bool isScope)
    {
        Assert.Equal(isScope, OperationScope.IsValid(text));
        Assert.False(OperationScope.IsValid(new string('a', OperationScope.Longest + 1)));
    }
}
