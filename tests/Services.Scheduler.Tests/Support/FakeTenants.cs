using System.Net;
using System.Net.Http.Json;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Scheduler.Tests.Support;

/// <summary>The tenants module as far as the scheduler asks it: a user's preferences.</summary>
internal sealed class FakeTenants : HttpMessageHandler
{
    /// <summary>The zone of every user's preferences; null for no such user.</summary>
    public string? TimeZone { get; set; } = "Asia/Shanghai";

    public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

    public int Calls { get; private set; }

    protected override void Dispose(bool disposing)
    {
        // Shared by the client's handlers, which come and go.
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Calls++;
        Assert.True(request.Headers.Contains(TenantHeaders.Context));
        var user = Uri.UnescapeDataString(request.RequestUri!.Segments[^1]);
        if (Status != HttpStatusCode.OK || TimeZone is null)
        {
            return Task.FromResult(new HttpResponseMessage(Status == HttpStatusCode.OK ? HttpStatusCode.NotFound : Status));
        }

        return Task.FromResult(new HttpResponseMessage
        {
            Content = JsonContent.Create(new
            {
                user_id = user,
                created_at = SchedulerHost.Start,
                updated_at = SchedulerHost.Start,
                watchlist = new { stocks = Array.Empty<string>() },
                preferences = new { time_zone = TimeZone, report_time = "09:00" },
                custom_data = new { },
            }),
        });
    }
}
