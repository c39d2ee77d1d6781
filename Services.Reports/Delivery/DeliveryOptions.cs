using Nanobot.Contracts.Operations;

namespace Nanobot.Services.Reports.Delivery;

/// <summary>Options of what tells users of reports, section <c>Delivery</c>.</summary>
internal sealed class DeliveryOptions
{
    /// <summary>
    /// Where users reach the suite (<c>https://reports.example</c>), for links in messages and mails; an absolute http(s) address without query. Default none: links begin with the path, and mails have
    /// none.
    /// </summary>
    public string? PublicUrl { get; set; }

    /// <summary>Deliveries to open connections, and as many to assistants, that this process is at at the same time. Default 4; range 0 (none) to 64.</summary>
    public int PushParallelism { get; set; } = 4;

    /// <summary>Longest time between two looks for work. Default 500 milliseconds; range 50 milliseconds to 60 seconds.</summary>
    public TimeSpan Poll { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a claimed delivery belongs to its worker; when that dies, another one takes it up after this time. Default 90 seconds; range 10 seconds to 10 minutes.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>Where what is told is read.</summary>
    public string LinkTo(DeliverySubject subject) => LinkTo(subject.Kind == SubjectKind.Report ? $"/reports/{subject.Id}" : Operations.Reports.GetAlerts.Path);

    /// <summary>Where something is read.</summary>
    public string LinkTo(string path) => PublicUrl is { } url ? url.TrimEnd('/') + path : path;
}
