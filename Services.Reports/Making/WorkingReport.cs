namespace Nanobot.Services.Reports.Making;

/// <summary>An attempt at a report in this process, from its beginning until it is disposed of.</summary>
internal sealed class WorkingReport(WorkingReports working, ClaimedReport report) : IDisposable
{
    private readonly CancellationTokenSource _cancelled = new();

    public ClaimedReport Report => report;

    /// <summary>Cancelled once its user wants it no more.</summary>
    public CancellationToken Cancelled => _cancelled.Token;

    public void Dispose()
    {
        working.End(this);
        lock (_cancelled)
        {
            _cancelled.Dispose();
        }
    }

    // Whoever says so does not wait for what the attempt does then; it may be over already.
    internal void Cancel()
    {
        lock (_cancelled)
        {
            try
            {
                _ = _cancelled.CancelAsync();
            }
            catch (ObjectDisposedException)
            {
            }
        }
    }
}
