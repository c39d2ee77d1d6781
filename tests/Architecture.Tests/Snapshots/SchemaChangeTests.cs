using System.Text.Json.Nodes;

namespace Nanobot.Architecture.Tests.Snapshots;

/// <summary>What breaks readers of an event, and what does not.</summary>
public sealed class SchemaChangeTests
{
    private const string Before = """
        {"type":"object","properties":{"id":{"type":"string"},"count":{"type":["integer","null"]},"status":{"enum":["ok","failed"]},"labels":{"type":"array","items":{"type":"string"}}},"required":["id","count"]}
        """;

    [Theory]
    [InlineData("""{"type":"string"}""", """{"type":"integer"}""", "e.id was string and is integer")]
    [InlineData("""{"type":"string"}""", """{"type":["string","null"]}""", "e.id was string and is null or string")]
    [InlineData(""","count":{"type":["integer","null"]}""", "", "e.count is gone")]
    [InlineData("""["id","count"]""", """["id"]""", "e.count was always there and may be missing")]
    [InlineData("""["id","count"]""", """["id","count","status"]""", "e.status must be there, and is not in events that are on their way")]
    [InlineData("""["ok","failed"]""", """["ok"]""", "e.status is never \"failed\" any more")]
    [InlineData("""{"type":"array","items":{"type":"string"}}""", """{"type":"array","items":{"type":"integer"}}""", "e.labels[] was string and is integer")]
    public void What_readers_would_trip_over_is_named(string was, string now, string what) =>
        Assert.Contains(what, SchemaChange.Breaks(JsonNode.Parse(Before)!, JsonNode.Parse(ReplaceFirst(Before, was, now))!, "e"));

    [Theory]
    [InlineData("""["ok","failed"]""", """["ok","failed","late"]""")]
    [InlineData("\"properties\":{", "\"properties\":{\"more\":{\"type\":\"string\"},")]
    [InlineData("{", """{"description":"What it is.",""")]
    public void What_is_added_breaks_nobody(string was, string now) =>
        Assert.Equal([], SchemaChange.Breaks(JsonNode.Parse(Before)!, JsonNode.Parse(ReplaceFirst(Before, was, now))!, "e"));

    private static string ReplaceFirst(string text, string was, string now) =>
        text.IndexOf(was, StringComparison.Ordinal) is >= 0 and var at ? text.Remove(at, was.Length).Insert(at, now) : throw new ArgumentException($"It has no {was}.", nameof(was));
}
