namespace Nanobot.Services.Reports.Words;

/// <summary>What is asked for a report's words, and of whom.</summary>
/// <param name="Prompt">What.</param>
/// <param name="Model">The id of the model; null for the usual ones.</param>
/// <param name="MaximumTokens">The most that it may answer with.</param>
internal sealed record ReportQuestion(ReportPrompt Prompt, string? Model = null, int MaximumTokens = ReportQuestion.UsualTokens)
{
    private const int UsualTokens = 2048;
}
