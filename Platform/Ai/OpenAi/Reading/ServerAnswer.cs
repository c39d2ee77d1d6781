using System.Text;
using System.Text.Json;
using Nanobot.Platform.Ai.Counting;
using Nanobot.Platform.Core.Texts;

namespace Nanobot.Platform.Ai.OpenAi.Reading;

/// <summary>
/// One answer of a server as it comes, whole or in parts, in whatever form: the words are handed on at once, calls, reason
/// and usage are kept until its end. What has one sensible meaning is taken; the table is in docs/services/chat.md.
/// </summary>
/// <param name="offered">The tools on offer.</param>
/// <param name="takesWrittenCalls">Whether calls may stand among the words.</param>
/// <param name="attempt">Where its cost is written down while it comes.</param>
internal sealed class ServerAnswer(IReadOnlyList<string> offered, bool takesWrittenCalls, CallAttempt attempt)
{
    private const int MostCharacters = 8 * 1024 * 1024;
    private const int MostModelCharacters = 200;
    private readonly Thoughts _thoughts = new();
    private readonly WholeCharacters _characters = new();
    private readonly WrittenCalls _writtenCalls = new(offered, takesWrittenCalls);
    private readonly CallParts _calls = new(offered);
    private readonly StringBuilder _words = new();
    private readonly UsageTotals _usage = new();
    private string? _model, _reason;
    private bool _answered;
    private int _said;
    private long _heard;
    private IReadOnlyList<JsonElement> _written = [];

    /// <summary>Whether the server has said that this is the end.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Takes what an event or a body holds; returns the words in it, and the failure that it reports after them.</summary>
    public (string Words, ModelUnavailableException? Failure) Take(JsonElement payload)
    {
        _model ??= payload.Member("model").Text();
        _usage.Take(payload.Member("usage"));
        _usage.Take(payload.Member("x_groq").Member("usage"));
        var (words, whole) = ("", payload.Member("object").Text() == "chat.completion");
        var failure = ServerFault.In(payload);
        foreach (var choice in Choices(payload.Member("choices"), whole))
        {
            words += Choice(choice, whole);
            failure ??= ServerFault.Of(choice.Member("error"));
        }

        Count(words);
        return _said + _calls.Characters <= MostCharacters
            ? (Kept(_writtenCalls.Take(_characters.Take(_thoughts.Take(words)))), failure ?? (_reason == "error" ? ServerFault.Of([]) : null))
            : throw new ModelUnavailableException($"its answer is longer than {MostCharacters} characters", isTransient: false);
    }

    /// <summary>The server has said, or shown by all of a body, that this is the end.</summary>
    public void Complete() => IsComplete = true;

    /// <summary>The words that were kept back for what did not follow.</summary>
    public string Rest()
    {
        var words = _writtenCalls.Take(_characters.Take(_thoughts.Rest()));
        (var held, _written) = _writtenCalls.Rest(_calls.End().Count > 0);
        return Kept(words + held);
    }

    /// <exception cref="ModelUnavailableException">This is not the end of an answer.</exception>
    public CompleteAnswer End()
    {
        if (!_answered)
        {
            throw new ModelUnavailableException("there is no answer in what it sent", isTransient: false);
        }

        if (!IsComplete)
        {
            throw new ModelUnavailableException("its answer broke off", isTransient: true);
        }

        // What is written among the words has been counted with them.
        var usage = _usage.Of(_said + _calls.Characters);
        foreach (var call in _written)
        {
            _calls.Take(call, whole: true);
        }

        var calls = _calls.End();
        var model = TextCut.Beginning(new WholeCharacters().Take(_model ?? ""), MostModelCharacters);
        return new CompleteAnswer(model, calls, calls.Count > 0 ? "tool_calls" : _reason ?? "stop", usage,
            _thoughts.Any ? 0 : UnbegunThought.Length(_words.ToString(), calls.Count > 0));
    }

    private void Count(string words)
    {
        _said += words.Length;
        _heard += TokenEstimate.Quarters(words);
        attempt.Model ??= _model;
        attempt.Received = _heard + _calls.Characters;
        _usage.WriteTo(attempt);
    }

    private string Kept(string words)
    {
        _words.Append(words);
        return words;
    }

    // One answer was asked for. Of several that come at once the first is it, in as many parts as it has.
    private static IEnumerable<JsonElement> Choices(JsonElement choices, bool whole)
    {
        var all = choices.Objects().ToList();
        if (all.Count < 2)
        {
            return all;
        }

        var first = all[0].Member("index").Text();
        return whole || all[0].Member("message").ValueKind != JsonValueKind.Undefined ? [all[0]]
            : all.Where(choice => choice.Member("index").Text() == first).DistinctBy(static choice => choice.GetRawText());
    }

    private string Choice(JsonElement choice, bool whole)
    {
        _answered = true;
        _usage.Take(choice.Member("usage"));
        var (said, inParts) = Said(choice);
        // A whole answer after its parts, or after its end, says all of it once more.
        var again = whole || (!inParts && IsComplete);
        var (hasSpoken, hasCalled) = (again && _said > 0, again && _calls.Any);
        if (!hasCalled)
        {
            _calls.Take(said.Member("tool_calls"), whole || !inParts);
            _calls.TakeLegacy(said.Member("function_call"));
        }

        if (FinishReasons.Of(choice.Member("finish_reason").Text()) is { } reason)
        {
            (_reason, IsComplete) = (reason, true);
        }

        IsComplete |= whole;
        _thoughts.Any |= SaidWords.HasThoughts(said);
        _heard += SaidWords.Thoughts(said);
        return hasSpoken ? "" : said.ValueKind == JsonValueKind.Object
            ? SaidWords.Of(said.Member("content")) + SaidWords.Of(said.Member("refusal"))
            : SaidWords.Of(said);
    }

    /// <summary>What a choice says, and whether that is one part of it: the rest may stand beside it as a whole.</summary>
    private static (JsonElement Said, bool InParts) Said(JsonElement choice)
    {
        var (delta, message) = (choice.Member("delta"), choice.Member("message"));
        var hasDelta = delta.ValueKind == JsonValueKind.String || (delta.ValueKind == JsonValueKind.Object && delta.EnumerateObject().Any());
        return hasDelta || message.ValueKind == JsonValueKind.Undefined
            ? (hasDelta ? delta : choice.Member("text"), true)
            : (message, false);
    }
}
