using Microsoft.Extensions.AI;
using Nanobot.Evaluation.Cases;

namespace Nanobot.Evaluation.Evaluators;

/// <summary>What was not done is said with its reason.</summary>
internal sealed class RefusalEvaluator() : CaseEvaluator("refusal_says_why")
{
    public override bool Applies(Expectation expectation) => expectation.Refusal is not null;

    protected override string? Fault(CaseContext context, string answer, IReadOnlyList<FunctionCallContent> calls) =>
        context.Case.Expect.Refusal!.Any(word => answer.Contains(word, StringComparison.OrdinalIgnoreCase)) ? null : $"the answer has none of {string.Join(", ", context.Case.Expect.Refusal!)}";
}
