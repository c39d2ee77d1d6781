using Microsoft.Extensions.AI;
using Nanobot.Evaluation.Cases;

namespace Nanobot.Evaluation.Evaluators;

/// <summary>The answer says what was asked for.</summary>
internal sealed class FactEvaluator() : CaseEvaluator("says_the_fact")
{
    public override bool Applies(Expectation expectation) => expectation.Says is not null;

    protected override string? Fault(CaseContext context, string answer, IReadOnlyList<FunctionCallContent> calls) =>
        context.Case.Expect.Says!.Any(word => answer.Contains(word, StringComparison.OrdinalIgnoreCase)) ? null : $"the answer says none of {string.Join(", ", context.Case.Expect.Says!)}";
}
