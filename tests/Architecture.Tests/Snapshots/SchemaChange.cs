using System.Text.Json.Nodes;

namespace Nanobot.Architecture.Tests.Snapshots;

/// <summary>What readers of an event's data, old events and new readers among them, would trip over between two versions of its schema.</summary>
internal static class SchemaChange
{
    public static IEnumerable<string> Breaks(JsonNode was, JsonNode now, string path)
    {
        if (Types(was) is var before && Types(now) is var after && !before.SequenceEqual(after))
        {
            yield return $"{path} was {string.Join(" or ", before)} and is {string.Join(" or ", after)}";
        }

        var (old, current) = (was["properties"]?.AsObject() ?? [], now["properties"]?.AsObject() ?? []);
        foreach (var (name, member) in old)
        {
            if (current[name] is not { } still)
            {
                yield return $"{path}.{name} is gone";
                continue;
            }

            if (Required(was).Contains(name) && !Required(now).Contains(name))
            {
                yield return $"{path}.{name} was always there and may be missing";
            }

            foreach (var change in Breaks(member!, still, $"{path}.{name}"))
            {
                yield return change;
            }
        }

        // Events from before have none of it.
        foreach (var name in Required(now).Except(Required(was)))
        {
            yield return $"{path}.{name} must be there, and is not in events that are on their way";
        }

        if (was["items"] is { } items)
        {
            foreach (var change in now["items"] is { } entries ? Breaks(items, entries, $"{path}[]") : [$"{path}[] is gone"])
            {
                yield return change;
            }
        }

        var values = now["enum"]?.AsArray().Select(static value => value?.ToJsonString() ?? "null").ToList();
        foreach (var value in was["enum"]?.AsArray().Select(static value => value?.ToJsonString() ?? "null").Where(value => values?.Contains(value) == false) ?? [])
        {
            yield return $"{path} is never {value} any more";
        }
    }

    private static List<string> Types(JsonNode schema) => schema["type"] switch
    {
        JsonArray several => [.. several.Select(static type => type!.GetValue<string>()).Order(StringComparer.Ordinal)],
        JsonValue one => [one.GetValue<string>()],
        _ => [],
    };

    private static List<string> Required(JsonNode schema) => [.. schema["required"]?.AsArray().Select(static name => name!.GetValue<string>()) ?? []];
}
