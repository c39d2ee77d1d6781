namespace Nanobot.Services.Reports.Making;

/// <summary>How long a report takes at present: a moving average over this process's reports, from request to end.</summary>
internal sealed class CompletionEstimate
{
    private const double Weight = 0.2;
    private static readonly TimeSpan BeforeAnyReport = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private TimeSpan _average = BeforeAnyReport;

    public TimeSpan Current
    {
        get
        {
            lock (_gate)
            {
                return _average;
            }
        }
    }

    public void Record(TimeSpan taken)
    {
        lock (_gate)
        {
            _average += (taken - _average) * Weight;
        }
    }
}
