using Microsoft.Extensions.AI.Evaluation;
using Nanobot.Evaluation.Cases;

namespace Nanobot.Evaluation.Evaluators;

/// <summary>What an evaluator has to know beside the conversation.</summary>
internal sealed class CaseContext(EvaluationCase one, string evidence) : EvaluationContext("case", one.Idea)
{
    public EvaluationCase Case => one;

    /// <summary>All that the assistant was told and read.</summary>
    public string Evidence => evidence;
}
