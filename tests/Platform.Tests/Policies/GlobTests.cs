using System.Text.RegularExpressions;
using Nanobot.Platform.Policies.Patterns;

namespace Nanobot.Platform.Tests.Policies;

public sealed class GlobTests
{
    [Theory]
    [InlineData("*", "", true)]
    [InlineData("method:*", "method:schedule.jobs.list", true)]
    [InlineData("method:*.list", "method:schedule.jobs.list", true)]
    [InlineData("method:*.list", "method:list", false)]
    [InlineData("tool:*:read", "tool:mcp:files:read", true)]
    [InlineData("a*b*a", "aba", true)]
    [InlineData("a*ba", "aba", true)]
    [InlineData("ab*ba", "aba", false)]
    [InlineData("*ab*ab*", "ab", false)]
    [InlineData("*ab*ab*", "abab", true)]
    [InlineData("a.c", "abc", false)]
    [InlineData("a?c", "abc", false)]
    [InlineData("A*", "abc", false)]
    [InlineData("**", "x", true)]
    public void A_star_stands_for_any_characters_and_nothing_else_is_special(string pattern, string text, bool matches) =>
        Assert.Equal(matches, new Glob(pattern).Matches(text));

    [Fact]
    public void Many_stars_cost_no_more_than_their_pieces()
    {
        var (glob, text) = (new Glob(string.Concat(Enumerable.Repeat("a*", 100)) + "b"), new string('a', 20_000));
        var began = TimeProvider.System.GetTimestamp();

        Assert.False(glob.Matches(text));
        // A matcher that tries again at each star would not come to an end at all.
        Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Globs_and_their_index_say_what_a_regular_expression_says()
    {
        var random = new Random(20_261_126);
        for (var round = 0; round < 300; round++)
        {
            List<(string Pattern, int Id)> patterns = [.. Enumerable.Range(0, 1 + random.Next(40)).Select(_ => Text(random, "ab.*", 7)).Distinct().Select(static (pattern, id) => (pattern, id))];
            var index = new PatternIndex(patterns);
            for (var i = 0; i < 20; i++)
            {
                var text = Text(random, "ab.", 9);
                var expected = patterns.Where(pattern => Regex.IsMatch(text, $@"\A{Regex.Escape(pattern.Pattern).Replace(@"\*", ".*", StringComparison.Ordinal)}\z", RegexOptions.Singleline)).Select(static pattern => pattern.Id).ToList();
                var found = new IdList(new int[2]);
                index.Collect(text, ref found);
                Assert.Equal(expected, [.. found.Ids.ToArray().Order()]);
                found.Dispose();
            }
        }
    }

    private static string Text(Random random, string signs, int most) => new([.. Enumerable.Range(0, random.Next(most)).Select(_ => signs[random.Next(signs.Length)])]);
}
