using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Http;

namespace Nanobot.ServiceDefaults.Tests.Http;

public sealed class ValueErrorsTests
{
    [Fact]
    public void Everything_that_is_no_value_is_named_by_its_member()
    {
        var errors = new ValidationErrors().Require<TenantId>("A", "tenant_id").Require<UserId>("ada", "user_id");
        Assert.False(errors.TryRead<TickerSymbol>("A..B", "stocks", out _));
        Assert.True(errors.TryRead<ZoneName>("utc", "time_zone", out var zone));
        errors.RequireReport(new ReportRequest("hourly"), "payload.");

        Assert.Equal("UTC", zone.Value);
        var named = Assert.IsType<Dictionary<string, string[]>>(errors.ToRefusal()!.Members["errors"]);
        Assert.Equal(["payload.report_type", "stocks", "tenant_id"], named.Keys.Order());
        Assert.Equal([TickerSymbol.Form], named["stocks"]);
    }
}
