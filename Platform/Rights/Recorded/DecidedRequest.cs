using System.Net;
using Nanobot.Platform.Policies;

namespace Nanobot.Platform.Rights.Recorded;

/// <summary>A decided request on its way to where it is kept.</summary>
internal sealed record DecidedRequest(string? TenantId, string? UserId, string? KeyId, string? Role, IPAddress? Address, string Resource, string Action, DateTimeOffset At)
{
    public static DecidedRequest Of(in PolicyRequest request) =>
        new(request.TenantId, request.UserId, request.KeyId, request.Role, request.Address, request.Resource, request.Action, request.At);

    /// <summary>As it is kept.</summary>
    public RecordedRequest ToRecord() => new(Role, Resource, Action, UserId, KeyId, (Address is { IsIPv4MappedToIPv6: true } ? Address.MapToIPv4() : Address)?.ToString());
}
