namespace Nanobot.Services.Reports.Making;

/// <summary>The reports that this process is at, so that whoever cancels one reaches it up to the model's server.</summary>
internal sealed class WorkingReports
{
    private readonly Lock _gate = new();
    private readonly List<WorkingReport> _working = [];

    /// <summary>Says that an attempt begins; disposing of what it returns says that it has ended.</summary>
    public WorkingReport Begin(ClaimedReport report)
    {
        var working = new WorkingReport(this, report);
        lock (_gate)
        {
            _working.Add(working);
        }

        return working;
    }

    /// <summary>Ends what is at work for a report of a user's.</summary>
    public void Cancel(string tenantId, string userId, Guid reportId)
    {
        List<WorkingReport> ended;
        lock (_gate)
        {
            ended = _working.FindAll(working => (working.Report.TenantId, working.Report.UserId, working.Report.ReportId) == (tenantId, userId, reportId));
        }

        ended.ForEach(static working => working.Cancel());
    }

    internal void End(WorkingReport working)
    {
        lock (_gate)
        {
            _working.Remove(working);
        }
    }
}
