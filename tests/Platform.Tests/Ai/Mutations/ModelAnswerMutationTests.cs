using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Ai.OpenAi;
using Nanobot.Platform.Tests.Ai.Answers;
using Xunit.Abstractions;

namespace Nanobot.Platform.Tests.Ai.Mutations;

/// <summary>
/// Variants of what servers send. Where a variant still means what its transcript does, that is read of it; where nobody
/// knows what it means, it is read as something or refused as the model's failure. <c>MODEL_ANSWERS_VARIANTS</c> and
/// <c>MODEL_ANSWERS_SEED</c> say how many and which.
/// </summary>
public sealed class ModelAnswerMutationTests(ITestOutputHelper output)
{
    private const int Sample = 500, FirstSeed = 20_260_301, MostShown = 12;

    [Fact]
    public async Task No_variant_of_an_answer_is_an_error_a_lost_or_doubled_call_or_counted_twice()
    {
        var (count, seed) = (Setting("MODEL_ANSWERS_VARIANTS", Sample), Setting("MODEL_ANSWERS_SEED", FirstSeed));
        using var connection = new FakeConnection();
        var server = connection.Server();
        var (same, read, refused, faults) = (0, 0, 0, new List<string>());
        for (var i = 0; i < count; i++)
        {
            var random = new Random(seed + i);
            var variant = Make(random);
            var bytes = Encoding.UTF8.GetBytes(variant.Spelling.Write(variant.Events, variant.Transcript.IsWhole, random));
            if (!variant.KeepsMeaning && random.Next(2) == 0)
            {
                variant.AddsNoCalls = false;
                bytes = Damages.OfBytes(bytes, random);
            }

            bytes = variant.Spelling.Code(bytes);
            (connection.Reads, connection.ContentType, connection.Coding) = (Cut(bytes, random), variant.Spelling.ContentType, variant.Spelling.CodingHeader);
            var (response, failure, heard) = await AskAsync(server, random.Next(2) == 0);
            var wrong = Wrong(variant, response, failure, heard);
            if (wrong is not null)
            {
                faults.Add($"{wrong}\nseed {seed + i}: {variant.Transcript.Name}; {string.Join(", ", variant.Changes)}\n{Encoding.UTF8.GetString(bytes)}");
            }

            _ = variant.KeepsMeaning ? same++ : failure is null ? read++ : refused++;
        }

        output.WriteLine($"{count} variants from seed {seed}: {same} read as their transcripts mean; of those damaged {read} read, {refused} refused");
        Assert.True(faults.Count == 0, $"{faults.Count} wrong, the first of them:\n{string.Join("\n\n", faults.Take(MostShown))}");
        Assert.True(count < Sample || (same > count / 3 && read > count / 20 && refused > count / 20), "One kind of variants is missing.");
    }

    private static Variant Make(Random random)
    {
        var variant = new Variant(Transcripts.All[random.Next(Transcripts.All.Count)], random);
        for (var i = random.Next(6); i > 0; i--)
        {
            var change = variant.Pick(HarmlessChanges.All);
            variant.Changes.Add(change(variant) ? change.Method.Name : $"no {change.Method.Name}");
        }

        if (random.Next(3) == 0)
        {
            (variant.KeepsMeaning, variant.KeepsUsage) = (false, false);
            variant.AddsNoCalls &= !variant.IsToldApart;
            for (var i = random.Next(3); i > 0; i--)
            {
                var damage = variant.Pick(Damages.All);
                damage(variant);
                variant.Changes.Add(damage.Method.Name);
            }
        }

        return variant;
    }

    private static List<byte[]?> Cut(byte[] bytes, Random random)
    {
        var reads = new List<byte[]?>();
        for (var start = 0; start < bytes.Length;)
        {
            var length = Math.Min(bytes.Length - start, random.Next(4) == 0 ? 1 : random.Next(1, 400));
            reads.Add(bytes[start..(start + length)]);
            start += length;
        }

        return reads;
    }

    private static async Task<(ChatResponse? Response, Exception? Failure, string Heard)> AskAsync(OpenAiServer server, bool streamed)
    {
        var (options, heard, updates) = (Models.Offering("workspace_read", "workspace_list", "workspace_write", "report_list"), new StringBuilder(), new List<ChatResponseUpdate>());
        try
        {
            if (!streamed)
            {
                return (await server.GetResponseAsync([new ChatMessage(ChatRole.User, "hello")], options), null, "");
            }

            await foreach (var update in server.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "hello")], options))
            {
                heard.Append(update.Text);
                updates.Add(update);
            }

            return (updates.ToAnswer(), null, heard.ToString());
        }
        catch (Exception failure)
        {
            return (null, failure, heard.ToString());
        }
    }

    /// <summary>What is wrong with what was read, or null.</summary>
    private static string? Wrong(Variant variant, ChatResponse? response, Exception? failure, string heard)
    {
        var meaning = variant.Transcript.Meaning;
        if (failure is not null)
        {
            return failure is not ModelUnavailableException unavailable ? $"An error that nobody expects: {failure}"
                : unavailable.Message.Contains("makes no sense", StringComparison.Ordinal) ? $"A refusal that names nothing: {failure}"
                : !variant.KeepsMeaning ? null
                : !meaning.IsFault ? $"Refused although it means something: {failure.Message}"
                : heard.Length > 0 && heard != meaning.Text ? $"Heard before the error: {heard}" : null;
        }

        var calls = response!.Messages.SelectMany(static message => message.Contents).OfType<FunctionCallContent>().ToList();
        if (Unusable(response, calls) is { } unusable)
        {
            return unusable;
        }

        if (!variant.KeepsMeaning)
        {
            // Parts that belong to nothing any more are told to the model as a call of a tool that is not there.
            return variant.AddsNoCalls && calls.Count(static call => call.Name != "unnamed") > meaning.Calls.Count ? "More calls than there were."
                : variant.AddsNoCalls && response.Usage?.InputTokenCount > meaning.Prompt ? "Tokens counted twice." : null;
        }

        return meaning.IsFault ? "An error was read as an answer."
            : (variant.HasWrittenCalls ? response.Text.TrimEnd('\n') : response.Text) != meaning.Text ? $"Read as: {response.Text}"
            : !Same(calls, meaning.Calls) ? $"Called: {string.Join(", ", response.Called())}"
            : !variant.KeepsUsage ? (response.Usage is null ? null : "Usage out of nonsense.")
            : (response.Usage?.InputTokenCount, response.Usage?.OutputTokenCount) != (meaning.Prompt, meaning.Completion)
                ? $"Usage {response.Usage?.InputTokenCount}/{response.Usage?.OutputTokenCount}" : null;
    }

    private static string? Unusable(ChatResponse response, List<FunctionCallContent> calls) =>
        response.Text.EnumerateRunes().Any(static rune => rune == Rune.ReplacementChar) && new UTF8Encoding(false, true) is var strict && Throws(() => strict.GetBytes(response.Text)) ? "Half a character."
        : calls.DistinctBy(static call => call.CallId).Count() < calls.Count ? "Two calls with one id."
        : calls.Exists(static call => call.Name.Length is 0 or > 64 || call.CallId.Length is 0 or > 200) ? "A call that nobody can answer."
        : calls.Exists(static call => call.Exception is null && Throws(() => JsonSerializer.Serialize(call.Arguments))) ? "Arguments that cannot be written."
        : null;

    private static bool Throws(Func<object> action)
    {
        try
        {
            _ = action();
            return false;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or JsonException)
        {
            return true;
        }
    }

    private static bool Same(List<FunctionCallContent> calls, IReadOnlyList<string> meant) => calls.Count == meant.Count && calls.Zip(meant).All(static pair =>
    {
        var space = pair.Second.IndexOf(' ', StringComparison.Ordinal);
        return pair.First.Exception is null && pair.First.Name == pair.Second[..space]
            && JsonNode.DeepEquals(Once(JsonSerializer.SerializeToElement(pair.First.Arguments)), JsonNode.Parse(pair.Second[(space + 1)..]));
    });

    /// <summary>The same where a member is said twice: the last counts.</summary>
    private static JsonNode? Once(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(element.EnumerateObject().GroupBy(static member => member.Name).Select(static said => KeyValuePair.Create(said.Key, Once(said.Last().Value)))),
        JsonValueKind.Array => new JsonArray([.. element.EnumerateArray().Select(Once)]),
        _ => JsonNode.Parse(element.GetRawText()),
    };

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
