using Microsoft.Extensions.AI;
using Microsoft.Extensions.AI.Evaluation;
using Nanobot.Evaluation.Assistants;
using Nanobot.Evaluation.Cases;

namespace Nanobot.Evaluation.Evaluators;

/// <summary>
/// Judges one member of a case's expectation, by what was said and done and by nothing else: no model is asked, and the same answer is always judged the same.
/// </summary>
/// <param name="name">The name of what it measures.</param>
internal abstract class CaseEvaluator(string name) : IEvaluator
{
    /// <summary>All that there are.</summary>
    public static IReadOnlyList<CaseEvaluator> All { get; } =
    [
        new ToolCallEvaluator(), new ForbiddenToolEvaluator(), new EvidenceEvaluator(), new FactEvaluator(), new LanguageEvaluator(), new InstructionEvaluator(), new SecretEvaluator(),
        new RefusalEvaluator(), new SchemaEvaluator(),
    ];

    /// <summary>The name of what it measures.</summary>
    public string Name => name;

    public IReadOnlyCollection<string> EvaluationMetricNames => [name];

    /// <summary>Those that have something to judge.</summary>
    public static IReadOnlyList<IEvaluator> For(Expectation expectation) => [.. All.Where(evaluator => evaluator.Applies(expectation))];

    public ValueTask<EvaluationResult> EvaluateAsync(
        IEnumerable<ChatMessage> messages, ChatResponse modelResponse, ChatConfiguration? chatConfiguration = null, IEnumerable<EvaluationContext>? additionalContext = null,
        CancellationToken cancellationToken = default)
    {
        var context = additionalContext?.OfType<CaseContext>().FirstOrDefault() ?? throw new ArgumentException("The case is not given.", nameof(additionalContext));
        var fault = Fault(context, Transcript.AnswerOf(modelResponse), Transcript.CallsOf(modelResponse));
        var metric = new BooleanMetric(name, fault is null, fault)
        {
            Interpretation = new EvaluationMetricInterpretation(fault is null ? EvaluationRating.Good : EvaluationRating.Unacceptable, failed: fault is not null, fault),
        };
        return ValueTask.FromResult(new EvaluationResult(metric));
    }

    /// <summary>Whether the expectation says something that this judges.</summary>
    public abstract bool Applies(Expectation expectation);

    /// <summary>What is wrong, or null.</summary>
    protected abstract string? Fault(CaseContext context, string answer, IReadOnlyList<FunctionCallContent> calls);
}
