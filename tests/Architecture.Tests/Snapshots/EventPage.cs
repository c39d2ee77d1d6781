using System.Text;
using System.Text.Json.Nodes;

namespace Nanobot.Architecture.Tests.Snapshots;

/// <summary>docs/contracts/events.md: every event with its data, who publishes and who takes it up, and a sample.</summary>
internal static class EventPage
{
    private const string Introduction = """
        # Events

        What modules tell each other, and what an application may read from the broker. Each is a [CloudEvents 1.0](https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md)
        event in JSON: `type` and topic are the event's name with its version, `id` is the same however often it comes, `tenantid` and `userid` say whose it is, and `data` is
        what stands here. A tenant's events come in the order in which they were committed; one may come more than once. A version's members are never taken away, retyped or
        made compulsory; members may be added: take no offence at one that you do not know. "Taken up" is by one replica of the module, once; "heard" is by every replica.

        This page and the files beside it are written by tests from the types in `Contracts/Events` and the modules' definitions.

        """;

    public static string Render(IReadOnlyList<PublishedEvent> events)
    {
        var page = new StringBuilder(Introduction);
        page.Append("\n| event | published by | taken up by | heard by |\n| --- | --- | --- | --- |\n");
        foreach (var published in events)
        {
            page.Append($"| [`{published.Topic}`](#{Anchor(published)}) | {Names(published.Producers)} | {Names(published.Takers)} | {Names(published.Hearers)} |\n");
        }

        foreach (var published in events)
        {
            Append(page, published);
        }

        return page.ToString();
    }

    private static void Append(StringBuilder page, PublishedEvent published)
    {
        page.Append($"\n## {published.Topic}\n\n{PublishedEvents.Documentation.Find($"T:{published.Type.FullName}")}\n\n| member | type | |\n| --- | --- | --- |\n");
        var schema = published.Schema;
        foreach (var (name, member) in schema["properties"]?.AsObject() ?? [])
        {
            page.Append($"| `{name}` | {TypeOf(member!)}{(IsRequired(schema, name) ? "" : ", may be missing")} | {member!["description"]?.GetValue<string>().Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }

        page.Append($"\n[Schema]({EventSamples.SchemaOf(published)})\n\n```json\n{EventSamples.Find(published)?.TrimEnd()}\n```\n");
    }

    private static string Names(IEnumerable<string> modules) => string.Join(", ", modules);

    private static string Anchor(PublishedEvent published) => published.Topic.Replace(".", "", StringComparison.Ordinal);

    private static bool IsRequired(JsonNode schema, string name) => schema["required"]?.AsArray().Any(required => required!.GetValue<string>() == name) == true;

    private static string TypeOf(JsonNode member)
    {
        var types = member["type"] switch
        {
            JsonArray several => string.Join(" or ", several.Select(static type => type!.GetValue<string>())),
            JsonValue one => one.GetValue<string>(),
            _ => "any",
        };
        return member["format"] is { } format ? $"{types} ({format})" : types;
    }
}
