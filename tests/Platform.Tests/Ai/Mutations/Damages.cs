using System.Text;
using System.Text.Json.Nodes;

namespace Nanobot.Platform.Tests.Ai.Mutations;

/// <summary>Changes after which nobody knows what an answer means: it is read as something, or refused.</summary>
internal static class Damages
{
    private const string Half = "half a pair";
    private static readonly string[] Values = ["null", "\"\"", "\"text\"", "{}", "[]", "[null]", "0", "-1", "7", "1.5", "1e99", "true", "[[[]]]", "{\"a\":{\"b\":[1]}}", Half];

    /// <summary>Changes of what is said.</summary>
    public static IReadOnlyList<Action<Variant>> All { get; } = [Drop, Null, Retype, DropEvent, RepeatEvent, SwapEvents];

    /// <summary>A change of the bytes that are sent.</summary>
    public static byte[] OfBytes(byte[] bytes, Random random) => random.Next(4) switch
    {
        0 => bytes[..random.Next(bytes.Length)],
        1 => [.. bytes[..(bytes.Length / 2)], (byte)random.Next(256), .. bytes[(bytes.Length / 2)..]],
        2 => Flipped(bytes, random),
        _ => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace("\n\n", random.Next(2) == 0 ? "\n" : "\n\ndata: oops\n\n", StringComparison.Ordinal)),
    };

    private static void Drop(Variant variant) => At(variant, static (parent, key) => parent.Remove(key));

    private static void Null(Variant variant) => At(variant, static (parent, key) => parent[key] = null);

    private static void Retype(Variant variant)
    {
        variant.AddsNoCalls = false;
        At(variant, (parent, key) => parent[key] = variant.Pick(Values) is var value && value == Half ? JsonValue.Create("\ud83d") : JsonNode.Parse(value));
    }

    private static void DropEvent(Variant variant)
    {
        if (variant.Events.Count > 1)
        {
            variant.Events.RemoveAt(variant.Random.Next(variant.Events.Count));
        }
    }

    private static void RepeatEvent(Variant variant)
    {
        var at = variant.Random.Next(variant.Events.Count);
        variant.Events.Insert(at, variant.Events[at].DeepClone().AsObject());
    }

    private static void SwapEvents(Variant variant)
    {
        var (one, other) = (variant.Random.Next(variant.Events.Count), variant.Random.Next(variant.Events.Count));
        (variant.Events[one], variant.Events[other]) = (variant.Events[other], variant.Events[one]);
    }

    private static void At(Variant variant, Action<JsonObject, string> change)
    {
        var places = variant.Events.SelectMany(Places).ToList();
        if (places.Count > 0)
        {
            var (parent, key) = variant.Pick(places);
            change(parent, key);
        }
    }

    private static IEnumerable<(JsonObject Parent, string Key)> Places(JsonNode? node) => node switch
    {
        JsonObject members => members.Select(member => (members, member.Key)).Concat(members.SelectMany(static member => Places(member.Value))),
        JsonArray items => items.SelectMany(Places),
        _ => [],
    };

    private static byte[] Flipped(byte[] bytes, Random random)
    {
        byte[] flipped = [.. bytes];
        flipped[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return flipped;
    }
}
