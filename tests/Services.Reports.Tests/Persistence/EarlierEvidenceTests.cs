using System.Text.Json;
using System.Text.Json.Nodes;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Formats;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Tests.Persistence;

/// <summary>Evidence and words as versions before kept them, without the members that came later.</summary>
public sealed class EarlierEvidenceTests
{
    private static readonly string[] Later =
        ["Notes", "IsStale", "AlsoIn", "Influencer", "Spans", "Currency", "BasePaid", "Split", "SuspectedSplit", "MissedDays", "Statistics", "Benchmark"];

    [Fact]
    public void What_a_version_before_kept_is_read_and_shown()
    {
        var snapshot = new EvidenceSnapshot(DateTimeOffset.UnixEpoch, "en",
            [new QuoteFigures("AAPL", new DateOnly(2026, 11, 19), 3m, 2m, new DateOnly(2026, 11, 18), 1m, 3m, 10) { Closes = [new(new DateOnly(2026, 11, 18), 2m), new(new DateOnly(2026, 11, 19), 3m)] }],
            [new Headline("News", null, null, "Feed")], [], ["AAPL closed at 3.00", "News: News"]);
        var json = JsonNode.Parse(JsonSerializer.Serialize(snapshot, StoredJson.Default.EvidenceSnapshot))!;
        foreach (var part in new[] { json, json["Quotes"]![0]!, json["Headlines"]![0]! })
        {
            foreach (var member in Later)
            {
                part.AsObject().Remove(member);
            }
        }

        var kept = JsonSerializer.Deserialize(json.ToJsonString(), StoredJson.Default.EvidenceSnapshot)!;

        Assert.NotNull(kept.Quotes[0].Spans);
        Assert.NotNull(kept.Headlines[0].AlsoIn);
        Assert.Contains("AAPL closed at 3.00", ReportPage.Render("It rose [E1].", kept), StringComparison.Ordinal);
        Assert.Null(EvidenceFacts.Of(kept).Check("AAPL closed at 3.00", [1]));
    }

    [Fact]
    public void Words_of_a_version_before_are_read()
    {
        var words = JsonSerializer.Deserialize("""{"Paragraphs":["Calm."],"Removed":1,"Silence":null}""", StoredJson.Default.CheckedWords)!;

        Assert.Equal((1, null, null), (words.Removed, words.Degradations, words.LeftOut));
    }
}
