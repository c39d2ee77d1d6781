using Nanobot.Platform.Ai;
using Nanobot.Platform.Metering;
using Nanobot.Platform.Rights;
using Nanobot.Services.Reports.Observability;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Making;

/// <summary>
/// Gets a report's words: the model writes, each sentence is held against the evidence, and the model is asked once to write those again that do not hold, with what is wrong with each. What still does
/// not hold is left out, and counted.
/// </summary>
internal sealed partial class ReportWords(ReportModel model, ReportsTelemetry telemetry, ILogger<ReportWords> logger)
{
    // An answer with more wrong sentences than these is not worth another one of its length.
    private const int MostRewritten = 12;

    /// <param name="report">Whose words they are.</param>
    /// <param name="question">What the model is asked.</param>
    /// <param name="evidence">What its sentences are held against.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="SilentModelException">The model said nothing.</exception>
    public async Task<CheckedWords> WriteAsync(ClaimedReport report, ReportQuestion question, EvidenceFacts evidence, CancellationToken cancellationToken)
    {
        var draft = WordsCheck.Read(await model.WriteAsync(question, report.IsScheduled, cancellationToken), evidence);
        if (draft.Faulty.Count > 0)
        {
            draft = await RewriteAsync(report, question, draft, evidence, cancellationToken);
        }

        foreach (var kind in draft.Faulty.GroupBy(static sentence => sentence.Fault!.Kind))
        {
            telemetry.SentencesRemoved(report.TenantId, kind.Key, kind.Count());
        }

        return draft.ToWords();
    }

    private async Task<WordsDraft> RewriteAsync(ClaimedReport report, ReportQuestion question, WordsDraft draft, EvidenceFacts evidence, CancellationToken cancellationToken)
    {
        var faulty = draft.Faulty.Take(MostRewritten).ToList();
        try
        {
            var answer = await model.WriteAsync(question with { Prompt = question.Prompt.ToRewrite(faulty) }, report.IsScheduled, cancellationToken);
            return draft.With(RewrittenSentences.Read(answer, evidence, faulty.Count));
        }
        catch (Exception exception) when (exception is ModelUnavailableException or TokenBudgetException or DeniedException or SilentModelException)
        {
            // The report does not wait for sentences that it can do without.
            Log.NotRewritten(logger, report.ReportId, faulty.Count, exception.Message);
            return draft;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Of report {ReportId} {Count} sentences without evidence are left out, and not written again: {Reason}")]
        public static partial void NotRewritten(ILogger logger, Guid reportId, int count, string reason);
    }
}
