using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Nanobot.Services.Scheduler.Firing;
using Nanobot.Services.Scheduler.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Scheduler.Tests.Firing;

public sealed class DueScanServiceTests
{
    [Fact]
    public async Task An_unexpected_failure_inside_the_scan_does_not_end_the_service()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(new { kind = "every", seconds = 60, payload = Wire.Report() });
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var flaky = new FlakyOptions(failures: 3);
        var due = ActivatorUtilities.CreateInstance<DueJobs>(host.Services, flaky);
        var scan = ActivatorUtilities.CreateInstance<DueScan>(host.Services, due);
        using var service = ActivatorUtilities.CreateInstance<DueScanService>(host.Services, scan, due);

        await service.StartAsync(CancellationToken.None);
        var history = await Eventually.GetAsync(
            () =>
            {
                host.Clock.Advance(TimeSpan.FromSeconds(1));
                return ada.HistoryAsync(job.Id());
            },
            history => history.Count > 0 || service.ExecuteTask!.IsCompleted);

        Assert.False(service.ExecuteTask!.IsCompleted, service.ExecuteTask.Exception?.Message);
        Assert.NotEmpty(history);
        Assert.Equal(0, flaky.Left);
        await service.StopAsync(CancellationToken.None);
        Assert.True(service.ExecuteTask.IsCompletedSuccessfully);
    }

    /// <summary>The scheduler's options, which cannot be had the first times that they are asked for.</summary>
    private sealed class FlakyOptions(int failures) : IOptions<SchedulerOptions>
    {
        private readonly SchedulerOptions _options = new();

        public int Left { get; private set; } = failures;

        public SchedulerOptions Value => Left-- > 0 ? throw new InvalidOperationException("Not now.") : Restored();

        private SchedulerOptions Restored()
        {
            Left = 0;
            return _options;
        }
    }
}
