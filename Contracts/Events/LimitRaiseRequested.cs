namespace Nanobot.Contracts.Events;

/// <summary>Somebody of the envelope's tenant asks for more than a limit allows. Why is read where the request is kept.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Scope">Whose limit: tenant or user.</param>
/// <param name="Quota">Which limit.</param>
/// <param name="Amount">What is asked for, as it is counted.</param>
public sealed record LimitRaiseRequested(Guid RequestId, string Scope, string Quota, long Amount) : IIntegrationEvent<LimitRaiseRequested>
{
    /// <inheritdoc />
    public static string Topic => "limit.raise_requested.v1";
}
