using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.AI.Evaluation;
using Nanobot.Evaluation.Assistants;
using Nanobot.Evaluation.Cases;
using Nanobot.Evaluation.Evaluators;
using Nanobot.Evaluation.Scores;

namespace Nanobot.Evaluation;

/// <summary>Tries every case with the assistant behind a gateway, judges what it did, and writes the report.</summary>
internal sealed class EvaluationRun(HttpClient http, EvaluationOptions options, TextWriter output, string name)
{
    // Enough to keep a model busy, and not what limits are about.
    private const int AtOnce = 4;

    /// <summary>The process's exit code: 0, or 1 where the suite cannot be used or too few cases pass.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var cases = CaseFiles.Read(options.CasesDirectory).Where(one => options.Only is null || one.Id == options.Only).ToList();
            if (cases.Count == 0)
            {
                throw new EvaluationFailedException($"There is no case {options.Only}.");
            }

            var house = await AssistantHouse.CreateAsync(http, options.OperatorKey, name, cancellationToken);
            var results = new ConcurrentBag<CaseResult>();
            await Parallel.ForEachAsync(cases, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (one, cancellation) =>
            {
                var result = await TryAsync(house, one, cancellation);
                results.Add(result);
                output.WriteLine($"{(result.Passed ? "pass" : "FAIL")} {one.Id}{(result.Passed ? "" : $": {string.Join("; ", result.Faults)}")}");
            });

            var score = new Score(house.Model, [.. results.OrderBy(static result => result.Case.Id, StringComparer.Ordinal)]);
            Directory.CreateDirectory(options.Output);
            await File.WriteAllTextAsync(Path.Combine(options.Output, "evaluation.md"), MarkdownReport.Of(score), cancellationToken);
            await File.WriteAllTextAsync(Path.Combine(options.Output, "evaluation.json"), JsonReport.Of(score), cancellationToken);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{score.Passed} of {score.Results.Count} cases passed ({score.Percent:0.0} %) with the model {house.Model}; the report is {Path.Combine(options.Output, "evaluation.md")}"));
            if (options.AtLeast is { } least && score.Percent < least)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"That is less than {least} %."));
                return 1;
            }

            return 0;
        }
        catch (Exception exception) when (exception is EvaluationFailedException or HttpRequestException or OperationCanceledException or IOException)
        {
            output.WriteLine($"error: {exception.Message}");
            return 1;
        }
    }

    private static async Task<CaseResult> TryAsync(AssistantHouse house, EvaluationCase one, CancellationToken cancellationToken)
    {
        try
        {
            var trial = await house.TryAsync(one, cancellationToken);
            var evaluator = new CompositeEvaluator(CaseEvaluator.For(one.Expect));
            var result = await evaluator.EvaluateAsync(
                [new ChatMessage(ChatRole.User, one.Say[^1])], trial.Response, additionalContext: [new CaseContext(one, trial.Evidence)], cancellationToken: cancellationToken);
            return new CaseResult(one, trial.Answer, [.. result.Metrics.Values.OfType<BooleanMetric>()], null);
        }
        catch (Exception exception) when (exception is EvaluationFailedException or HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new CaseResult(one, "", [], exception.Message);
        }
    }
}
