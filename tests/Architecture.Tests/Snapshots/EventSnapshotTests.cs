using System.Text.Json.Nodes;

namespace Nanobot.Architecture.Tests.Snapshots;

/// <summary>What events say is what was published: members come, and none goes, changes its type or is suddenly compulsory.</summary>
public sealed class EventSnapshotTests
{
    private const string SchemaEnding = ".schema.json";

    public static TheoryData<string> Topics => [.. PublishedEvents.All.Select(static published => published.Topic)];

    [Fact]
    public void No_event_that_was_published_is_gone() => Assert.Equal([],
        Repository.NotEmpty(Frozen.Names(SchemaEnding), "schemas").Select(static name => name[..^SchemaEnding.Length]).Except(PublishedEvents.All.Select(static published => published.Topic)));

    [Theory]
    [MemberData(nameof(Topics))]
    public void Nothing_that_an_event_said_is_gone_or_otherwise(string topic)
    {
        var published = PublishedEvents.All.Single(published => published.Topic == topic);
        if (Frozen.Find(EventSamples.SchemaOf(published)) is { } schema)
        {
            Assert.Equal([], SchemaChange.Breaks(JsonNode.Parse(schema)!, published.Schema, topic));
        }

        Frozen.Is(EventSamples.SchemaOf(published), published.Schema.ToJsonString(PublishedEvents.Written) + "\n");
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void A_sample_of_an_event_is_read_and_told_on_as_it_was(string topic)
    {
        var published = PublishedEvents.All.Single(published => published.Topic == topic);
        var sample = EventSamples.Find(published);

        Assert.True(sample is not null, $"docs/contracts has no {EventSamples.SampleOf(published)}: one event's data, by hand, with every member of it.");
        Assert.Equal([], EventSamples.Lost(published, sample));
        Assert.Equal(
            published.Schema["properties"]!.AsObject().Select(static member => member.Key).Order(StringComparer.Ordinal),
            JsonNode.Parse(sample)!.AsObject().Select(static member => member.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_page_of_events_says_what_the_code_says() => Frozen.Is("events.md", EventPage.Render(PublishedEvents.All));

    [Fact]
    public void Every_event_has_somebody_who_publishes_it_and_words_for_what_it_is() => Assert.Equal([], PublishedEvents.All
        .Where(static published => !published.Producers.Any() || PublishedEvents.Documentation.Find($"T:{published.Type.FullName}") is null).Select(static published => published.Topic));
}
