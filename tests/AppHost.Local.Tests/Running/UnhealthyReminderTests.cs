using Aspire.Hosting.Engine;
using Nanobot.AppHost.Local.Tests.Dashboard;

namespace Nanobot.AppHost.Local.Tests.Running;

public sealed class UnhealthyReminderTests
{
    private readonly UnhealthyReminder _reminder = new();

    [Fact]
    public void The_last_failure_of_a_probe_is_told_every_ten_seconds()
    {
        Assert.Null(Told(0, "refused"));
        Assert.Null(Told(9, "refused"));
        Assert.Equal("not healthy yet: answered 503", Told(10, "answered 503"));
        Assert.Null(Told(19, "answered 503"));
        Assert.Equal("not healthy yet: refused", Told(20, "refused"));
    }

    [Fact]
    public void A_recovery_starts_the_count_again()
    {
        Told(0, "refused");
        Told(9, null);
        Assert.Null(Told(11, "refused"));
        Assert.NotNull(Told(21, "refused"));
    }

    private string? Told(int seconds, string? failure) => _reminder.Of("gateway", Snapshots.Probed(failure), TimeSpan.FromSeconds(seconds));
}
