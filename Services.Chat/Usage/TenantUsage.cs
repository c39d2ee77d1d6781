using Npgsql;

namespace Nanobot.Services.Chat.Usage;

/// <summary>What a tenant keeps here: answer of <c>GET /internal/tenants/{tenant_id}/usage</c>.</summary>
/// <param name="Sessions">Sessions of all its users.</param>
/// <param name="StorageBytes">Octets of all its workspaces.</param>
internal sealed record TenantUsage(long Sessions, long StorageBytes)
{
    /// <summary>The columns that <see cref="Read"/> expects, in its order.</summary>
    public const string Columns = "sessions, storage_bytes";

    /// <summary>Of a tenant that keeps nothing.</summary>
    public static TenantUsage None { get; } = new(0, 0);

    public static TenantUsage Read(NpgsqlDataReader row) => new(row.GetInt64(0), row.GetInt64(1));
}
