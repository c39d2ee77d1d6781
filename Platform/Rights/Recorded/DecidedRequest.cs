using System.Net;
using Nanobot.Platform.Policies;

namespace Nanobot.Platform.Rights.Recorded;

/// <summary>A decided request on its way to where it is kept.</summary>
internal sealed record DecidedRequest(string? TenantId, string? UserId, string? KeyId, string? Role, IPAddress? Address, string Resource, string Action, DateTimeOffset At)
{
    /// <summary>The door that it came by, or null.</summary>
    public string? Door { get; init; }

    /// <summary>The method of HTTP, or null.</summary>
    public string? Method { get; init; }

    /// <summary>What had the work done, or null.</summary>
    public string? Origin { get; init; }

    /// <summary>Who runs the model, or null.</summary>
    public string? Provider { get; init; }

    /// <summary>Where the text may have come from that was read before, or null.</summary>
    public string? Labels { get; init; }

    /// <summary>What was decided, or null.</summary>
    public RecordedDecision? Decision { get; init; }

    public static DecidedRequest Of(in PolicyRequest request, in PolicyDecision decision) =>
        new(request.TenantId, request.UserId, request.KeyId, request.Role, request.Address, request.Resource, request.Action, request.At)
        {
            Door = request.Told.Door,
            Method = request.Told.Method,
            Origin = request.Told.Origin,
            Provider = request.Told.Provider,
            Labels = request.Told.Labels,
            Decision = RecordedDecision.Of(decision),
        };

    /// <summary>As it is kept.</summary>
    public RecordedRequest ToRecord() =>
        new(Role, Resource, Action, UserId, KeyId, (Address is { IsIPv4MappedToIPv6: true } ? Address.MapToIPv4() : Address)?.ToString())
        {
            Door = Door,
            Method = Method,
            Origin = Origin,
            Provider = Provider,
            Labels = Labels,
            Decision = Decision,
        };
}
