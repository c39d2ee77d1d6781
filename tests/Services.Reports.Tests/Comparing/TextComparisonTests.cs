using System.Diagnostics;
using Nanobot.Contracts.Reports;
using Nanobot.Services.Reports.Comparing;
using Nanobot.Services.Reports.Formats;

namespace Nanobot.Services.Reports.Tests.Comparing;

public sealed class TextComparisonTests
{
    [Fact]
    public void A_paragraph_that_changed_tells_its_words_apart_also_in_Chinese()
    {
        var text = Compare("## Summary\n\nGold rose 1.50% on Monday.\n\n黄金上涨了一点五。\n\nNothing like it.", "## Summary\n\nGold fell 2.25% on Monday.\n\n黄金下跌了一点五。\n\n全新的一段。");

        Assert.Equal(["changed Summary", "changed Summary", "removed Summary", "added Summary"], text.Changes.Select(static one => $"{one.Kind} {one.Section}"));
        Assert.Equal("Gold [-rose-]{+fell+} [-1.50-]{+2.25+}% on Monday.", Written(text.Changes[0]));
        Assert.Equal("黄金[-上涨-]{+下跌+}了一点五。", Written(text.Changes[1]));
        Assert.Equal(1, text.Unchanged);
    }

    [Fact]
    public void Rows_find_their_like_although_another_came_between()
    {
        const string head = "| Symbol | Close | Change |\n| --- | --- | --- |\n";
        var text = Compare($"{head}| AAA | 1.00 | +1.00% |\n| CCC | 3.00 | +3.00% |", $"{head}| AAA | 1.50 | +1.00% |\n| BBB | 2.00 | +2.00% |\n| CCC | 3.50 | +3.00% |");

        Assert.Equal(["changed AAA | 1.50 | +1.00%", "added BBB | 2.00 | +2.00%", "changed CCC | 3.50 | +3.00%"], text.Changes.Select(static one => $"{one.Kind} {one.To}"));
    }

    [Fact]
    public void What_is_too_large_is_not_compared_and_says_so()
    {
        var large = new ReportPassage("", new string('x', TextComparison.MaximumCharacters + 1));

        Assert.Equal((true, 0, 0), (TextComparison.Of([large], []).IsTooLarge, TextComparison.Of([], [large]).Unchanged, TextComparison.Of([large], [large]).Changes.Count));
    }

    [Fact]
    public void Words_are_told_apart_within_bounds_and_what_is_beyond_is_counted()
    {
        var long1 = string.Concat(Enumerable.Range(0, 3000).Select(static at => $"w{at} "));
        var text = TextComparison.Of([new("", long1 + "a")], [new("", long1 + "b")]);

        Assert.Equal((1, null, 1), (text.Changes.Count, text.Changes[0].Words, text.WithoutWords));
    }

    // Twenty times the time that is aimed at: tests share their processors. The aim itself is in docs/performance.md.
    [Theory]
    [InlineData("edited")]
    [InlineData("other")]
    [InlineData("shuffled")]
    public void Two_reports_of_200_KB_are_compared_in_time(string how)
    {
        var random = new Random(5);
        var lines = Enumerable.Range(0, 2_500).Select(_ => Line(random)).ToList();
        var other = how == "edited" ? lines.Select(line => random.Next(3) == 0 ? line + $" {random.Next()}" : line).ToList() : how == "other" ? lines.Select(_ => Line(random)).ToList() : [.. lines.OrderBy(_ => random.Next())];
        var (one, two) = (Passages(lines), Passages(other));
        TextComparison.Of(one, two);

        var watch = Stopwatch.StartNew();
        var text = TextComparison.Of(one, two);

        Assert.False(text.IsTooLarge);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(4), $"{how}: {watch.ElapsedMilliseconds} ms");
        Console.WriteLine($"{how}: {watch.ElapsedMilliseconds} ms, {lines.Sum(static line => line.Length)} characters, {text.Changes.Count} changes, {text.WithoutWords} without words");
    }

    private static string Line(Random random) => string.Join(' ', Enumerable.Range(0, 14).Select(_ => $"w{random.Next(1000)}"));

    private static List<ReportPassage> Passages(IEnumerable<string> lines) => [.. lines.Select(static line => new ReportPassage("", line))];

    private static ComparedText Compare(string from, string to) => TextComparison.Of(ReportPassages.Of(from).All, ReportPassages.Of(to).All);

    private static string Written(TextChange change) => string.Concat(change.Words!.Select(static span => span.Kind switch { "removed" => $"[-{span.Text}-]", "added" => $"{{+{span.Text}+}}", _ => span.Text }));
}
