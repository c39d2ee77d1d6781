using System.Text.Json;
using Microsoft.Extensions.AI;
using Nanobot.Evaluation.Cases;

namespace Nanobot.Evaluation.Evaluators;

/// <summary>The right tools were called, with the right arguments.</summary>
internal sealed class ToolCallEvaluator() : CaseEvaluator("right_tool")
{
    public override bool Applies(Expectation expectation) => expectation.Calls is not null;

    protected override string? Fault(CaseContext context, string answer, IReadOnlyList<FunctionCallContent> calls) =>
        context.Case.Expect.Calls!.FirstOrDefault(expected => !calls.Any(call => IsIt(expected, call))) is { } missing
            ? $"{missing.Tool}({JsonSerializer.Serialize(missing.Arguments)}) was not called; called were: {string.Join(", ", calls.Select(static call => $"{call.Name}({JsonSerializer.Serialize(call.Arguments)})"))}"
            : null;

    private static bool IsIt(ExpectedCall expected, FunctionCallContent call) => expected.Tool == call.Name
        && (expected.Arguments ?? new Dictionary<string, JsonElement>()).All(argument => call.Arguments is { } given && given.TryGetValue(argument.Key, out var value)
            && Matches(argument.Value, JsonSerializer.SerializeToElement(value)));

    private static bool Matches(JsonElement expected, JsonElement given) => (expected.ValueKind, given.ValueKind) switch
    {
        (JsonValueKind.String, JsonValueKind.String) => string.Equals(expected.GetString()!.Trim(), given.GetString()!.Trim(), StringComparison.OrdinalIgnoreCase),
        (JsonValueKind.Array, JsonValueKind.Array) => expected.EnumerateArray().All(one => given.EnumerateArray().Any(other => Matches(one, other))),
        _ => JsonElement.DeepEquals(expected, given),
    };
}
