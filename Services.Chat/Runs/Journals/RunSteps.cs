using System.Text.Json;
using Microsoft.Extensions.AI;
using Nanobot.Services.Chat.Agent;
using Nanobot.Services.Chat.Persistence;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Runs.Journals;

/// <summary>What earlier attempts at a run have kept.</summary>
internal sealed class RunSteps
{
    private readonly Dictionary<int, RecordedAnswer> _answers = [];
    private readonly Dictionary<int, IReadOnlyList<string>> _heard = [];
    private readonly Dictionary<int, RecordedResult> _results = [];
    private readonly HashSet<int> _begun = [];

    public static RunSteps Of(IEnumerable<StoredStep> rows)
    {
        var steps = new RunSteps();
        foreach (var (kind, position, content) in rows)
        {
            switch (kind)
            {
                case StoredStep.Answer:
                    steps._answers[position] = ToAnswer(StoredJson.Read<StoredStepAnswer>(content!));
                    break;
                case StoredStep.Heard:
                    steps._heard[position] = StoredJson.Read<List<string>>(content!);
                    break;
                case StoredStep.Begun:
                    steps._begun.Add(position);
                    break;
                default:
                    var result = StoredJson.Read<StoredStepResult>(content!);
                    steps._results[position] = new RecordedResult(result.Text, result.Failed, LabelSet.Read(result.Labels) ?? TextLabels.Other, result.Waits);
                    break;
            }
        }

        return steps;
    }

    /// <summary>All that the model said so far, in its order.</summary>
    public IEnumerable<string> Said => _answers.OrderBy(static answer => answer.Key).Select(static answer => answer.Value.Text).Where(static text => text.Length > 0);

    /// <summary>Whether the turn was told of further messages.</summary>
    public bool HasHeard => _heard.Count > 0;

    public RecordedAnswer? AnswerOf(int round) => _answers.GetValueOrDefault(round);

    public IReadOnlyList<string>? HeardAt(int round) => _heard.GetValueOrDefault(round);

    public RecordedResult? ResultOf(int call) => _results.GetValueOrDefault(call);

    public bool HasBegun(int call) => _begun.Contains(call);

    public static string Write(RecordedAnswer answer) => StoredJson.Write(new StoredStepAnswer(
        answer.Text, [.. answer.Calls.Select(ToStored)], answer.Model, answer.Reason?.Value, answer.Usage.PromptTokens, answer.Usage.CompletionTokens));

    public static string Write(RecordedResult result) => StoredJson.Write(new StoredStepResult(result.Text, result.Failed, LabelSet.Write(result.Labels), result.Waits));

    private static RecordedAnswer ToAnswer(StoredStepAnswer answer) => new(
        answer.Text, [.. answer.Calls.Select(ToCall)], answer.Model, answer.Reason is { } reason ? new ChatFinishReason(reason) : null,
        new AgentUsage(answer.PromptTokens, answer.CompletionTokens));

    // What cannot be kept of arguments, nobody has read either: what is wrong with them says it.
    private static StoredStepCall ToStored(FunctionCallContent call) => new(call.CallId, call.Name,
        call.Exception is null ? call.Arguments?.ToDictionary(static argument => argument.Key, static argument => JsonSerializer.SerializeToElement(argument.Value)) : null,
        call.Exception?.Message);

    private static FunctionCallContent ToCall(StoredStepCall call) =>
        new(call.Id, call.Name, call.Arguments?.ToDictionary(static argument => argument.Key, static argument => (object?)argument.Value))
        {
            Exception = call.Wrong is { } wrong ? new ArgumentException(wrong) : null,
        };
}
