namespace Nanobot.Contracts.Operations;

public static partial class Operations
{
    /// <summary>Tenants, users and keys.</summary>
    public static class Tenants
    {
        /// <summary>The module's name.</summary>
        public const string Module = "tenants";

        private static readonly ModuleOperations Table = new(Module);

        /// <summary><c>POST /tenants</c>.</summary>
        public static Operation CreateTenant { get; } = Table.Post("tenants.create", "CreateTenant", "/tenants", Access.Operator);

        /// <summary><c>GET /tenants</c>.</summary>
        public static Operation ListTenants { get; } = Table.Get("tenants.list", "ListTenants", "/tenants", Access.Operator);

        /// <summary><c>GET /tenants/current</c>.</summary>
        public static Operation GetCurrentTenant { get; } = Table.Get("tenants.current", "GetCurrentTenant", "/tenants/current", Access.Member);

        /// <summary><c>GET /tenants/{id}</c>.</summary>
        public static Operation GetTenant { get; } = Table.Get("tenants.get", "GetTenant", "/tenants/{id}", Access.Operator);

        /// <summary><c>DELETE /tenants/{id}</c>.</summary>
        public static Operation DeleteTenant { get; } = Table.Delete("tenants.delete", "DeleteTenant", "/tenants/{id}", Access.Operator);

        /// <summary><c>POST /tenants/{id}/suspend</c>.</summary>
        public static Operation SuspendTenant { get; } = Table.Post("tenants.suspend", "SuspendTenant", "/tenants/{id}/suspend", Access.Operator);

        /// <summary><c>POST /tenants/{id}/activate</c>.</summary>
        public static Operation ActivateTenant { get; } = Table.Post("tenants.activate", "ActivateTenant", "/tenants/{id}/activate", Access.Operator);

        /// <summary><c>PUT /tenants/{id}/tier</c>.</summary>
        public static Operation ChangeTier { get; } = Table.Put("tenants.tier.update", "ChangeTier", "/tenants/{id}/tier", Access.Operator);

        /// <summary><c>POST /tenants/{id}/keys</c>.</summary>
        public static Operation IssueKey { get; } = Table.Post("tenants.keys.create", "IssueKey", "/tenants/{id}/keys", Access.Manager);

        /// <summary><c>GET /tenants/{id}/keys</c>.</summary>
        public static Operation ListKeys { get; } = Table.Get("tenants.keys.list", "ListKeys", "/tenants/{id}/keys", Access.Manager);

        /// <summary><c>DELETE /tenants/{id}/keys/{key_id}</c>.</summary>
        public static Operation RevokeKey { get; } = Table.Delete("tenants.keys.revoke", "RevokeKey", "/tenants/{id}/keys/{key_id}", Access.Manager);

        /// <summary><c>POST /tenants/{id}/keys/{key_id}/rotate</c>.</summary>
        public static Operation RotateKey { get; } = Table.Post("tenants.keys.rotate", "RotateKey", "/tenants/{id}/keys/{key_id}/rotate", Access.Manager);

        /// <summary><c>POST /users</c>.</summary>
        public static Operation CreateUser { get; } = Table.Post("users.create", "CreateUser", "/users", Access.Admin);

        /// <summary><c>GET /users</c>.</summary>
        public static Operation ListUsers { get; } = Table.Get("users.list", "ListUsers", "/users", Access.Admin);

        /// <summary><c>GET /users/{user_id}</c>.</summary>
        public static Operation GetUser { get; } = Table.Get("users.get", "GetUser", "/users/{user_id}", Access.Member);

        /// <summary><c>PUT /users/{user_id}/watchlist</c>.</summary>
        public static Operation UpdateWatchlist { get; } = Table.Put("users.watchlist.update", "UpdateWatchlist", "/users/{user_id}/watchlist", Access.Member);

        /// <summary><c>PATCH /users/{user_id}/watchlist</c>.</summary>
        public static Operation EditWatchlist { get; } = Table.Patch("users.watchlist.edit", "EditWatchlist", "/users/{user_id}/watchlist", Access.Member);

        /// <summary><c>PUT /users/{user_id}/preferences</c>.</summary>
        public static Operation UpdatePreferences { get; } = Table.Put("users.preferences.update", "UpdatePreferences", "/users/{user_id}/preferences", Access.Member);

        /// <summary><c>POST /internal/credentials/resolve</c>.</summary>
        public static Operation ResolveCredential { get; } = Table.Post("internal.credentials.resolve", "ResolveCredential", "/internal/credentials/resolve", Access.Gateway, CostClass.Read);

        /// <summary><c>POST /internal/keys/used</c>.</summary>
        public static Operation NoteKeysUsed { get; } = Table.Post("internal.keys.used", "NoteKeysUsed", "/internal/keys/used", Access.Gateway, CostClass.Write, []);

        /// <summary><c>GET /internal/changes</c>.</summary>
        public static Operation ListChanges { get; } = Table.Get("internal.changes.list", "ListChanges", "/internal/changes", Access.Gateway);

        /// <summary><c>GET /internal/tenants/{tenant_id}</c>.</summary>
        public static Operation GetTenantSnapshot { get; } = Table.Get("internal.tenants.get", "GetTenantSnapshot", "/internal/tenants/{tenant_id}", Access.Gateway);

        /// <summary><c>GET /internal/tenants/{tenant_id}/users/{user_id}</c>.</summary>
        public static Operation GetUserSnapshot { get; } = Table.Get("internal.users.get", "GetUserSnapshot", "/internal/tenants/{tenant_id}/users/{user_id}", Access.Gateway);

        /// <summary><c>GET /internal/tenants/{tenant_id}/keys/{key_id}</c>.</summary>
        public static Operation GetKeySnapshot { get; } = Table.Get("internal.keys.get", "GetKeySnapshot", "/internal/tenants/{tenant_id}/keys/{key_id}", Access.Gateway);

        /// <summary><c>POST /internal/tenants/{tenant_id}/users/{user_id}/tokens/end</c>.</summary>
        public static Operation EndTokens { get; } = Table.Post("internal.users.tokens.end", "EndTokens", "/internal/tenants/{tenant_id}/users/{user_id}/tokens/end", Access.Gateway);

        /// <summary>All of the module's.</summary>
        public static IReadOnlyList<Operation> All => Table.All;
    }
}
