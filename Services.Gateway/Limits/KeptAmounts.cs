using System.Text.Json;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Gateway.Limits;

/// <summary>Asks the chat module, as the gateway, what a tenant keeps there.</summary>
internal sealed partial class KeptAmounts(HttpClient http, TimeProvider time, ILogger<KeptAmounts> logger)
{
    /// <summary>The module that counts it.</summary>
    public const string Module = "chat";

    // Whoever asks for limits waits no longer for what is the lesser part of the answer.
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(500);
    private const long Megabyte = 1_000_000;

    /// <summary>The quotas of which the module knows what is used.</summary>
    public static IReadOnlyList<QuotaType> Quotas { get; } = [QuotaType.Sessions, QuotaType.Storage];

    /// <summary>What is used of each of <see cref="Quotas"/>; null where the module does not say.</summary>
    public async Task<IReadOnlyList<long>?> OfAsync(string tenantId, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var scope = TenantScope.Begin(TenantContext.Gateway);
        try
        {
            var path = Operations.Chat.GetTenantUsage.Path[1..].Replace("{tenant_id}", Uri.EscapeDataString(tenantId), StringComparison.Ordinal);
            using var response = await http.GetAsync(new Uri(path, UriKind.Relative), linked.Token);
            response.EnsureSuccessStatusCode();
            var usage = await response.Content.ReadFromJsonAsync<Usage>(Json.Wire, linked.Token);
            return usage is null ? null : [usage.Sessions, (usage.StorageBytes + Megabyte - 1) / Megabyte];
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is ModuleUnavailableException or HttpRequestException or OperationCanceledException or JsonException or IOException)
        {
            Log.NotSaid(logger, ExceptionReason.Of(exception));
            return null;
        }
    }

    private sealed record Usage(long Sessions, long StorageBytes);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "What a tenant keeps is not known at the moment: {Reason}")]
        public static partial void NotSaid(ILogger logger, string reason);
    }
}
