using Nanobot.Platform.Data.Resealing;
using Npgsql;

namespace Nanobot.Services.Tenants.Models;

/// <summary>Where models' secrets are, for whoever seals them anew.</summary>
internal static class SealedModels
{
    private const string Select = """
        select tenant_id, owner, name, user_id, address, secret from models
        where secret_key <> $1 and (tenant_id, owner, name) > ($3, $4, $5)
        order by tenant_id, owner, name
        limit $2
        """;

    private const string Update = "update models set secret = $1, secret_key = $2 where secret = $3 and tenant_id = $4 and owner = $5 and name = $6";

    public static SealedTable Table { get; } = new("models", Select, ["", "", ""], Update, Read);

    private static SealedRow Read(NpgsqlDataReader row)
    {
        var (tenant, owner, name) = (row.GetString(0), row.GetString(1), row.GetString(2));
        return new SealedRow([tenant, owner, name], ModelSeal.PlaceOf(tenant, row.IsDBNull(3) ? null : row.GetString(3), name, row.GetString(4)), row.GetString(5));
    }
}
