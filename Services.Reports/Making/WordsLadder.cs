using Microsoft.Extensions.Options;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Metering;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Making;

/// <summary>
/// Gets a report the best words that can be had: of the usual model; where no budget bears that, of the cheaper one; then about a part of the evidence; and where no words can be had at all, none, and
/// the report says why. What will pass is waited for, as long as there are attempts; what policies deny is not gone around.
/// </summary>
internal sealed partial class WordsLadder(ReportWords writer, IOptions<WorkerOptions> options, ILogger<WordsLadder> logger)
{
    private const int FewTokens = 512;

    /// <param name="report">Whose words they are.</param>
    /// <param name="prompt">What the model is asked of some of the evidence, by whether it is to be short.</param>
    /// <param name="evidence">What its sentences are held against.</param>
    /// <param name="isLast">Whether no attempt is left.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ModelUnavailableException">It may answer later.</exception>
    /// <exception cref="TokenBudgetException">It may be asked later.</exception>
    /// <exception cref="SilentModelException">It said nothing, and may say something when it is asked again.</exception>
    public async Task<CheckedWords> WriteAsync(ClaimedReport report, Func<bool, ReportPrompt> prompt, EvidenceFacts evidence, bool isLast, CancellationToken cancellationToken)
    {
        try
        {
            return await writer.WriteAsync(report, new ReportQuestion(prompt(false)), evidence, cancellationToken);
        }
        catch (TokenBudgetException over) when (isLast || !over.MayPass)
        {
            return await CheaperAsync(report, prompt, evidence, cancellationToken) ?? Without(report, over);
        }
        catch (ModelUnavailableException away) when (isLast || !away.IsTransient)
        {
            return Without(report, away);
        }
        catch (SilentModelException silent) when (isLast)
        {
            Log.WithoutWords(logger, report.ReportId, silent.Message);
            return new CheckedWords([], 0, silent.Reason) { Degradations = [ReportDegradation.WithoutWords.Value] };
        }
    }

    // Each rung costs less than the one before: another price, then fewer tokens of the same.
    private async Task<CheckedWords?> CheaperAsync(ClaimedReport report, Func<bool, ReportPrompt> prompt, EvidenceFacts evidence, CancellationToken cancellationToken)
    {
        var cheaper = options.Value.CheaperModel;
        var rungs = new List<(ReportQuestion Question, ReportDegradation[] Given)>();
        if (cheaper is not null)
        {
            rungs.Add((new ReportQuestion(prompt(false), cheaper), [ReportDegradation.CheaperModel]));
        }

        rungs.Add((new ReportQuestion(prompt(true), cheaper, FewTokens), cheaper is null ? [ReportDegradation.Shorter] : [ReportDegradation.CheaperModel, ReportDegradation.Shorter]));
        foreach (var (question, given) in rungs)
        {
            try
            {
                return await writer.WriteAsync(report, question, evidence, cancellationToken) with { Degradations = [.. given.Select(static one => one.Value)] };
            }
            catch (Exception exception) when (exception is IRefused or SilentModelException)
            {
                Log.RungFailed(logger, report.ReportId, given[^1].Value, exception.Message);
            }
        }

        return null;
    }

    private CheckedWords Without(ClaimedReport report, Exception exception)
    {
        Log.WithoutWords(logger, report.ReportId, exception.Message);
        return new CheckedWords([], 0) { LeftOut = ReportFailures.Of(exception), Degradations = [ReportDegradation.WithoutWords.Value] };
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Report {ReportId} is made without words: {Reason}")]
        public static partial void WithoutWords(ILogger logger, Guid reportId, string reason);

        [LoggerMessage(LogLevel.Information, "Report {ReportId} has no words by way of {Rung}: {Reason}")]
        public static partial void RungFailed(ILogger logger, Guid reportId, string rung, string reason);
    }
}
