using System.Text.Json.Nodes;

namespace Nanobot.Platform.Tests.Ai.Mutations;

/// <summary>Changes after which an answer still means the same; each returns whether there was something to change.</summary>
internal static class HarmlessChanges
{
    private static readonly string[] Parents = ["root", "choice", "said", "call", "function"];

    public static IReadOnlyList<Func<Variant, bool>> All { get; } =
    [
        LineEnds, Fields, Marks, NoDone, NoReason, OddReason, Form, Order, UnknownMember, NoFrame, OddFrame, NoRole, NothingIsNull, NoChoices,
        Coding, .. WordChanges.All, .. UsageChanges.All, .. CallChanges.All,
    ];

    private static bool LineEnds(Variant variant)
    {
        variant.Spelling.LineEnd = variant.Pick(["\r\n", "\r"]);
        return !variant.Transcript.IsWhole || variant.Spelling.WholeAsEvent;
    }

    private static bool Fields(Variant variant)
    {
        variant.Spelling.Field = variant.Pick(["data:", "data:  ", "data: data: "]);
        variant.Spelling.Comments = variant.Random.Next(2) == 0;
        variant.Spelling.Types = variant.Random.Next(2) == 0;
        return true;
    }

    private static bool Marks(Variant variant)
    {
        variant.Spelling.Mark = true;
        variant.Spelling.EndsAtOnce = variant.Random.Next(2) == 0;
        variant.Spelling.ContentType = variant.Pick(["application/json", "text/plain; charset=utf-8", "text/event-stream;charset=UTF-8", "application/octet-stream"]);
        return true;
    }

    private static bool NoDone(Variant variant)
    {
        var ends = variant.Choices.Exists(static choice => choice["finish_reason"]?.GetValue<string>() is { Length: > 0 } and not ("null" or "UNSPECIFIED" or "FINISH_REASON_UNSPECIFIED"));
        variant.Spelling.Done &= !ends;
        return ends;
    }

    private static bool NoReason(Variant variant) => variant.Spelling.Done && Reason(variant, choice =>
    {
        if (variant.Random.Next(2) == 0 || !choice.Remove("finish_reason"))
        {
            choice["finish_reason"] = variant.Pick<string?>([null, "", "null", "UNSPECIFIED", "FINISH_REASON_UNSPECIFIED"]);
        }
    });

    private static bool OddReason(Variant variant) => Reason(variant, choice => choice["finish_reason"] = variant.Pick(["eos_token", "STOP", "end_turn", "function_call", "tool_calls", "stop"]));

    private static bool Reason(Variant variant, Action<JsonObject> change)
    {
        var last = variant.Choices.Find(static choice => choice["finish_reason"]?.GetValue<string>() is "stop" or "tool_calls");
        if (last is not null)
        {
            change(last);
        }

        return last is not null;
    }

    private static bool Form(Variant variant)
    {
        variant.Spelling.WholeAsEvent = variant.Transcript.IsWhole;
        variant.Spelling.SeveralLines = variant.Random.Next(2) == 0;
        return true;
    }

    private static bool Order(Variant variant)
    {
        variant.Spelling.Shuffles = true;
        variant.Spelling.NoNumbers = variant.Random.Next(3) == 0;
        variant.Spelling.Doubles = variant.Random.Next(2) == 0;
        return true;
    }

    private static bool UnknownMember(Variant variant)
    {
        IReadOnlyList<JsonObject> parents = variant.Pick(Parents) switch
        {
            "choice" => variant.Choices,
            "said" => variant.Said,
            "call" => variant.Calls,
            "function" => [.. variant.Calls.Select(static call => call["function"]).OfType<JsonObject>()],
            _ => variant.Events,
        };
        if (parents.Count > 0)
        {
            variant.Pick(parents)[$"x_{variant.Random.Next(100)}"] = JsonNode.Parse(variant.Pick(["null", "{\"content\":\"no\",\"usage\":{\"prompt_tokens\":9999}}", "[1,\"\"]", "\"text\"", "1e9", "{}"]));
        }

        return parents.Count > 0;
    }

    private static bool NoFrame(Variant variant)
    {
        var name = variant.Pick(["id", "created", "model", "object"]);
        variant.Events.ForEach(item => item.Remove(name));
        variant.Choices.ForEach(choice => choice.Remove(variant.Pick(["index", "logprobs", "nothing"])));
        return true;
    }

    private static bool OddFrame(Variant variant)
    {
        variant.Events.ForEach(item => item["created"] = JsonNode.Parse(variant.Pick(["\"1790000000\"", "17.5", "null", "-1", "{}"])));
        variant.Events.ForEach(item => item["error"] = JsonNode.Parse(variant.Pick(["null", "{}", "\"\"", "false"])) is var none && variant.Transcript.Meaning.IsFault ? item["error"]?.DeepClone() : none);
        variant.Choices.ForEach(choice => choice["index"] = JsonNode.Parse(variant.Pick(["\"0\"", "null", "0.0", "3"])));
        return true;
    }

    private static bool NoRole(Variant variant)
    {
        foreach (var said in variant.Said.Where(static said => said.ContainsKey("role")))
        {
            said["role"] = variant.Pick<string?>([null, "", "model", "assistant"]);
            _ = variant.Random.Next(2) == 0 && said.Remove("role");
        }

        return true;
    }

    private static bool NothingIsNull(Variant variant)
    {
        foreach (var said in variant.Said)
        {
            foreach (var name in new[] { "content", "tool_calls", "function_call", "refusal", "reasoning_content" })
            {
                if (!said.ContainsKey(name) && variant.Random.Next(2) == 0)
                {
                    said[name] = name == "content" && variant.Random.Next(2) == 0 ? "" : null;
                }
            }
        }

        return true;
    }

    private static bool NoChoices(Variant variant)
    {
        var empty = variant.Events.Where(static item => item["choices"] is JsonArray { Count: 0 }).ToList();
        empty.ForEach(item => item["choices"] = null);
        _ = variant.Random.Next(2) == 0 && empty.TrueForAll(static item => item.Remove("choices"));
        if (!variant.Transcript.IsWhole)
        {
            variant.Events.Insert(0, JsonNode.Parse(variant.Pick(["{\"choices\":[]}", "{\"choices\":null}", "{}", "{\"choices\":[],\"prompt_filter_results\":[{\"index\":0}]}"]))!.AsObject());
        }

        return true;
    }

    private static bool Coding(Variant variant)
    {
        variant.Spelling.Coding = variant.Pick(["gzip", "deflate", "br"]);
        variant.Spelling.CodingHeader = variant.Spelling.Coding == "gzip" && variant.Random.Next(2) == 0 ? variant.Pick<string?>([null, "identity"]) : variant.Spelling.Coding;
        return true;
    }
}
