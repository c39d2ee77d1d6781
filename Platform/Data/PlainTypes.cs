using Npgsql;

namespace Nanobot.Platform.Data;

/// <summary>What the data sources of this product have in common.</summary>
internal static class PlainTypes
{
    /// <summary>
    /// Has the first session of a data source not ask the server for its version and for the more than five hundred types that it knows, which takes
    /// longer than the session itself: no schema of this product defines a type of its own, and those of PostgreSQL have fixed numbers.
    /// </summary>
    public static NpgsqlDataSourceBuilder ReadNoTypes(this NpgsqlDataSourceBuilder source)
    {
        source.ConfigureTypeLoading(static types => types.EnableTypeLoading(false));
        return source;
    }
}
