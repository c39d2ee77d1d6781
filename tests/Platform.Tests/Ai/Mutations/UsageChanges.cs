using System.Text.Json.Nodes;

namespace Nanobot.Platform.Tests.Ai.Mutations;

/// <summary>Changes of how often, where and how well usage is told.</summary>
internal static class UsageChanges
{
    public static IReadOnlyList<Func<Variant, bool>> All { get; } = [Totals, UsageTwice, UsageAsText, UsageElsewhere, UsageNonsense];

    private static bool Totals(Variant variant)
    {
        var (prompt, completion) = variant.KeepsUsage ? (variant.Transcript.Meaning.Prompt, variant.Transcript.Meaning.Completion) : (null, null);
        foreach (var (index, item) in variant.Events.Index().Where(static item => item.Item["usage"] is null && item.Item["error"] is null))
        {
            item["usage"] = prompt is null ? null : new JsonObject { ["prompt_tokens"] = prompt, ["completion_tokens"] = Math.Min(index, completion ?? 0) };
        }

        return prompt is not null;
    }

    private static bool UsageTwice(Variant variant)
    {
        var usage = variant.Events.FindIndex(static item => item["usage"] is JsonObject);
        if (usage >= 0 && !variant.Transcript.IsWhole)
        {
            variant.Events.Add(new JsonObject { ["choices"] = new JsonArray(), ["usage"] = variant.Events[usage]["usage"]!.DeepClone() });
        }

        return usage >= 0;
    }

    private static bool UsageAsText(Variant variant)
    {
        foreach (var usage in variant.Events.Where(_ => variant.KeepsUsage).Select(static item => item["usage"]).OfType<JsonObject>())
        {
            foreach (var name in usage.Where(static member => member.Value is JsonValue).Select(static member => member.Key).ToList())
            {
                var count = usage[name]!.ToString();
                usage[name] = variant.Random.Next(2) == 0 ? count : JsonNode.Parse(count.Contains('.', StringComparison.Ordinal) ? count : $"{count}.0");
            }

            usage.Remove(variant.Pick(["total_tokens", "prompt_tokens_details"]));
        }

        return true;
    }

    private static bool UsageElsewhere(Variant variant)
    {
        foreach (var item in variant.Events.Where(static item => item["usage"] is JsonObject && item["choices"] is JsonArray { Count: 1 } choices && choices[0]!["usage"] is null))
        {
            var usage = item["usage"]!.DeepClone();
            item.Remove("usage");
            item["choices"]![0]!["usage"] = usage;
        }

        return true;
    }

    private static bool UsageNonsense(Variant variant)
    {
        variant.KeepsUsage = false;
        variant.Choices.ForEach(static choice => choice.Remove("usage"));
        variant.Events.ForEach(item => item["usage"] = JsonNode.Parse(variant.Pick(["{}", "[]", "null", "\"\"", "{\"prompt_tokens\":null}", "{\"prompt_tokens\":-3,\"completion_tokens\":0.5}", "{\"total_tokens\":1e99}"])));
        return true;
    }
}
