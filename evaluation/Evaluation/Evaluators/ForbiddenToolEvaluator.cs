using Microsoft.Extensions.AI;
using Nanobot.Evaluation.Cases;

namespace Nanobot.Evaluation.Evaluators;

/// <summary>No tool was called that must not be.</summary>
internal sealed class ForbiddenToolEvaluator() : CaseEvaluator("forbidden_tool")
{
    public override bool Applies(Expectation expectation) => expectation.Forbidden is not null;

    protected override string? Fault(CaseContext context, string answer, IReadOnlyList<FunctionCallContent> calls) =>
        calls.FirstOrDefault(call => context.Case.Expect.Forbidden!.Any(tool => tool == "*" || tool == call.Name)) is { } wrong ? $"{wrong.Name} was called" : null;
}
