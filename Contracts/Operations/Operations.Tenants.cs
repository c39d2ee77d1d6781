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

        /// <summary><c>GET /tenants/{id}/quotas</c>.</summary>
        public static Operation GetTenantQuotas { get; } = Table.Get("tenants.quotas.get", "GetTenantQuotas", "/tenants/{id}/quotas", Access.Manager);

        /// <summary><c>PUT /tenants/{id}/quotas</c>.</summary>
        public static Operation PutTenantQuotas { get; } = Table.Put("tenants.quotas.update", "PutTenantQuotas", "/tenants/{id}/quotas", Access.Operator);

        /// <summary><c>GET /users/{user_id}/quotas</c>.</summary>
        public static Operation GetUserQuotas { get; } = Table.Get("users.quotas.get", "GetUserQuotas", "/users/{user_id}/quotas", Access.Admin);

        /// <summary><c>PUT /users/{user_id}/quotas</c>.</summary>
        public static Operation PutUserQuotas { get; } = Table.Put("users.quotas.update", "PutUserQuotas", "/users/{user_id}/quotas", Access.Admin);

        /// <summary><c>GET /tenants/{id}/attributes</c>.</summary>
        public static Operation GetTenantAttributes { get; } = Table.Get("tenants.attributes.get", "GetTenantAttributes", "/tenants/{id}/attributes", Access.Manager);

        /// <summary><c>PUT /tenants/{id}/attributes</c>.</summary>
        public static Operation PutTenantAttributes { get; } = Table.Put("tenants.attributes.update", "PutTenantAttributes", "/tenants/{id}/attributes", Access.Operator);

        /// <summary><c>GET /users/{user_id}/attributes</c>.</summary>
        public static Operation GetUserAttributes { get; } = Table.Get("users.attributes.get", "GetUserAttributes", "/users/{user_id}/attributes", Access.Admin);

        /// <summary><c>PUT /users/{user_id}/attributes</c>.</summary>
        public static Operation PutUserAttributes { get; } = Table.Put("users.attributes.update", "PutUserAttributes", "/users/{user_id}/attributes", Access.Admin);

        /// <summary><c>GET /tenants/{id}/quota-rules</c>.</summary>
        public static Operation ListQuotaRules { get; } = Table.Get("tenants.quota_rules.list", "ListQuotaRules", "/tenants/{id}/quota-rules", Access.Manager);

        /// <summary><c>POST /tenants/{id}/quota-rules</c>.</summary>
        public static Operation CreateQuotaRule { get; } = Table.Post("tenants.quota_rules.create", "CreateQuotaRule", "/tenants/{id}/quota-rules", Access.Operator);

        /// <summary><c>GET /tenants/{id}/quota-rules/{name}</c>.</summary>
        public static Operation GetQuotaRule { get; } = Table.Get("tenants.quota_rules.get", "GetQuotaRule", "/tenants/{id}/quota-rules/{name}", Access.Manager);

        /// <summary><c>PUT /tenants/{id}/quota-rules/{name}</c>.</summary>
        public static Operation PutQuotaRule { get; } = Table.Put("tenants.quota_rules.update", "PutQuotaRule", "/tenants/{id}/quota-rules/{name}", Access.Operator);

        /// <summary><c>DELETE /tenants/{id}/quota-rules/{name}</c>.</summary>
        public static Operation DeleteQuotaRule { get; } = Table.Delete("tenants.quota_rules.delete", "DeleteQuotaRule", "/tenants/{id}/quota-rules/{name}", Access.Operator);

        /// <summary><c>POST /limits/requests</c>.</summary>
        public static Operation RequestRaise { get; } = Table.Post("limits.requests.create", "RequestRaise", "/limits/requests", Access.Member);

        /// <summary><c>GET /limits/requests</c>.</summary>
        public static Operation ListRaiseRequests { get; } = Table.Get("limits.requests.list", "ListRaiseRequests", "/limits/requests", Access.Caller);

        /// <summary><c>GET /limits/requests/{request_id}</c>.</summary>
        public static Operation GetRaiseRequest { get; } = Table.Get("limits.requests.get", "GetRaiseRequest", "/limits/requests/{request_id}", Access.Caller);

        /// <summary><c>POST /limits/requests/{request_id}</c>.</summary>
        public static Operation DecideRaiseRequest { get; } = Table.Post("limits.requests.decide", "DecideRaiseRequest", "/limits/requests/{request_id}", Access.Manager);

        /// <summary><c>POST /tenants/{id}/policies</c>.</summary>
        public static Operation CreateTenantPolicy { get; } = Table.Post("tenants.policies.create", "CreateTenantPolicy", "/tenants/{id}/policies", Access.Manager);

        /// <summary><c>GET /tenants/{id}/policies</c>.</summary>
        public static Operation ListTenantPolicies { get; } = Table.Get("tenants.policies.list", "ListTenantPolicies", "/tenants/{id}/policies", Access.Manager);

        /// <summary><c>GET /tenants/{id}/policies/{name}</c>.</summary>
        public static Operation GetTenantPolicy { get; } = Table.Get("tenants.policies.get", "GetTenantPolicy", "/tenants/{id}/policies/{name}", Access.Manager);

        /// <summary><c>PUT /tenants/{id}/policies/{name}</c>.</summary>
        public static Operation PutTenantPolicy { get; } = Table.Put("tenants.policies.update", "PutTenantPolicy", "/tenants/{id}/policies/{name}", Access.Manager);

        /// <summary><c>DELETE /tenants/{id}/policies/{name}</c>.</summary>
        public static Operation DeleteTenantPolicy { get; } = Table.Delete("tenants.policies.delete", "DeleteTenantPolicy", "/tenants/{id}/policies/{name}", Access.Manager);

        /// <summary><c>POST /tenants/{id}/policies/explain</c>.</summary>
        public static Operation ExplainTenantPolicies { get; } = Table.Post("tenants.policies.explain", "ExplainTenantPolicies", "/tenants/{id}/policies/explain", Access.Manager, CostClass.Read);

        /// <summary><c>POST /tenants/{id}/policies/simulate</c>.</summary>
        public static Operation SimulateTenantPolicies { get; } = Table.Post("tenants.policies.simulate", "SimulateTenantPolicies", "/tenants/{id}/policies/simulate", Access.Manager, CostClass.Read);

        /// <summary><c>GET /tenants/{id}/decisions</c>.</summary>
        public static Operation ListTenantDecisions { get; } = Table.Get("tenants.decisions.list", "ListTenantDecisions", "/tenants/{id}/decisions", Access.Manager);

        /// <summary><c>GET /decisions</c>.</summary>
        public static Operation ListDecisions { get; } = Table.Get("decisions.list", "ListDecisions", "/decisions", Access.Operator);

        /// <summary><c>POST /policies</c>.</summary>
        public static Operation CreatePolicy { get; } = Table.Post("policies.create", "CreatePolicy", "/policies", Access.Operator);

        /// <summary><c>GET /policies</c>.</summary>
        public static Operation ListPolicies { get; } = Table.Get("policies.list", "ListPolicies", "/policies", Access.Operator);

        /// <summary><c>GET /policies/{name}</c>.</summary>
        public static Operation GetPolicy { get; } = Table.Get("policies.get", "GetPolicy", "/policies/{name}", Access.Operator);

        /// <summary><c>PUT /policies/{name}</c>.</summary>
        public static Operation PutPolicy { get; } = Table.Put("policies.update", "PutPolicy", "/policies/{name}", Access.Operator);

        /// <summary><c>DELETE /policies/{name}</c>.</summary>
        public static Operation DeletePolicy { get; } = Table.Delete("policies.delete", "DeletePolicy", "/policies/{name}", Access.Operator);

        /// <summary><c>POST /policies/explain</c>.</summary>
        public static Operation ExplainPolicies { get; } = Table.Post("policies.explain", "ExplainPolicies", "/policies/explain", Access.Operator, CostClass.Read);

        /// <summary><c>POST /policies/simulate</c>.</summary>
        public static Operation SimulatePolicies { get; } = Table.Post("policies.simulate", "SimulatePolicies", "/policies/simulate", Access.Operator, CostClass.Read);

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

        /// <summary><c>GET /tenants/{id}/models</c>.</summary>
        public static Operation ListTenantModels { get; } = Table.Get("tenants.models.list", "ListTenantModels", "/tenants/{id}/models", Access.Manager);

        /// <summary><c>GET /tenants/{id}/models/{name}</c>.</summary>
        public static Operation GetTenantModel { get; } = Table.Get("tenants.models.get", "GetTenantModel", "/tenants/{id}/models/{name}", Access.Manager);

        /// <summary><c>PUT /tenants/{id}/models/{name}</c>.</summary>
        public static Operation PutTenantModel { get; } = Table.Put("tenants.models.update", "PutTenantModel", "/tenants/{id}/models/{name}", Access.Manager);

        /// <summary><c>DELETE /tenants/{id}/models/{name}</c>.</summary>
        public static Operation DeleteTenantModel { get; } = Table.Delete("tenants.models.delete", "DeleteTenantModel", "/tenants/{id}/models/{name}", Access.Manager);

        /// <summary><c>GET /users/{user_id}/models</c>.</summary>
        public static Operation ListUserModels { get; } = Table.Get("users.models.list", "ListUserModels", "/users/{user_id}/models", Access.Member);

        /// <summary><c>GET /users/{user_id}/models/{name}</c>.</summary>
        public static Operation GetUserModel { get; } = Table.Get("users.models.get", "GetUserModel", "/users/{user_id}/models/{name}", Access.Member);

        /// <summary><c>PUT /users/{user_id}/models/{name}</c>.</summary>
        public static Operation PutUserModel { get; } = Table.Put("users.models.update", "PutUserModel", "/users/{user_id}/models/{name}", Access.Member);

        /// <summary><c>DELETE /users/{user_id}/models/{name}</c>.</summary>
        public static Operation DeleteUserModel { get; } = Table.Delete("users.models.delete", "DeleteUserModel", "/users/{user_id}/models/{name}", Access.Member);

        /// <summary><c>GET /tenants/{id}/audit</c>.</summary>
        public static Operation ListTenantAudit { get; } = Table.Get("tenants.audit.list", "ListTenantAudit", "/tenants/{id}/audit", Access.Manager);

        /// <summary><c>GET /audit</c>.</summary>
        public static Operation ListAudit { get; } = Table.Get("audit.list", "ListAudit", "/audit", Access.Manager);

        /// <summary><c>GET /ops/dead-letters</c>.</summary>
        public static Operation ListDeadLetterTopics { get; } = Table.Get("ops.dead_letters.topics", "ListDeadLetterTopics", "/ops/dead-letters", Access.Operator);

        /// <summary><c>GET /ops/dead-letters/{topic}</c>.</summary>
        public static Operation ListDeadLetters { get; } = Table.Get("ops.dead_letters.list", "ListDeadLetters", "/ops/dead-letters/{topic}", Access.Operator);

        /// <summary><c>DELETE /ops/dead-letters/{topic}</c>.</summary>
        public static Operation DiscardDeadLetters { get; } = Table.Delete("ops.dead_letters.discard_all", "DiscardDeadLetters", "/ops/dead-letters/{topic}", Access.Operator);

        /// <summary><c>POST /ops/dead-letters/{topic}/replay</c>.</summary>
        public static Operation ReplayDeadLetters { get; } = Table.Post("ops.dead_letters.replay_all", "ReplayDeadLetters", "/ops/dead-letters/{topic}/replay", Access.Operator);

        /// <summary><c>GET /ops/dead-letters/{topic}/{entry_id}</c>.</summary>
        public static Operation GetDeadLetter { get; } = Table.Get("ops.dead_letters.get", "GetDeadLetter", "/ops/dead-letters/{topic}/{entry_id}", Access.Operator);

        /// <summary><c>DELETE /ops/dead-letters/{topic}/{entry_id}</c>.</summary>
        public static Operation DiscardDeadLetter { get; } = Table.Delete("ops.dead_letters.discard", "DiscardDeadLetter", "/ops/dead-letters/{topic}/{entry_id}", Access.Operator);

        /// <summary><c>POST /ops/dead-letters/{topic}/{entry_id}/replay</c>.</summary>
        public static Operation ReplayDeadLetter { get; } = Table.Post("ops.dead_letters.replay", "ReplayDeadLetter", "/ops/dead-letters/{topic}/{entry_id}/replay", Access.Operator);

        /// <summary><c>POST /internal/audit</c>.</summary>
        public static Operation RecordAudit { get; } = Table.Post("internal.audit.record", "RecordAudit", "/internal/audit", Access.Gateway, CostClass.Write, []);

        /// <summary><c>POST /internal/audit/changes</c>.</summary>
        public static Operation RecordChanges { get; } = Table.Post("internal.audit.changes", "RecordChanges", "/internal/audit/changes", Access.Module, CostClass.Write, []);

        /// <summary><c>POST /internal/credentials/resolve</c>.</summary>
        public static Operation ResolveCredential { get; } = Table.Post("internal.credentials.resolve", "ResolveCredential", "/internal/credentials/resolve", Access.Gateway, CostClass.Read);

        /// <summary><c>POST /internal/keys/used</c>.</summary>
        public static Operation NoteKeysUsed { get; } = Table.Post("internal.keys.used", "NoteKeysUsed", "/internal/keys/used", Access.Gateway, CostClass.Write, []);

        /// <summary><c>GET /internal/changes</c>.</summary>
        public static Operation ListChanges { get; } = Table.Get("internal.changes.list", "ListChanges", "/internal/changes", Access.Gateway);

        /// <summary><c>GET /internal/tenants/{tenant_id}</c>.</summary>
        public static Operation GetTenantSnapshot { get; } = Table.Get("internal.tenants.get", "GetTenantSnapshot", "/internal/tenants/{tenant_id}", Access.Gateway);

        /// <summary><c>POST /internal/tenants/states</c>.</summary>
        public static Operation FindTenantStates { get; } = Table.Post("internal.tenants.states", "FindTenantStates", "/internal/tenants/states", Access.Module, CostClass.Read);

        /// <summary><c>GET /internal/policies</c>.</summary>
        public static Operation GetInstallationPolicySources { get; } = Table.Get("internal.policies.installation", "GetInstallationPolicySources", "/internal/policies", Access.Gateway);

        /// <summary><c>GET /internal/tenants/{tenant_id}/policies</c>.</summary>
        public static Operation GetPolicySources { get; } = Table.Get("internal.policies.get", "GetPolicySources", "/internal/tenants/{tenant_id}/policies", Access.Gateway);

        /// <summary><c>GET /internal/rights/policies</c>.</summary>
        public static Operation GetOwnPolicySources { get; } = Table.Get("internal.rights.policies", "GetOwnPolicySources", "/internal/rights/policies", Access.Peer);

        /// <summary><c>GET /internal/tenants/{tenant_id}/attributes</c>.</summary>
        public static Operation GetAttributes { get; } = Table.Get("internal.attributes.get", "GetAttributes", "/internal/tenants/{tenant_id}/attributes", Access.Gateway);

        /// <summary><c>GET /internal/rights/attributes</c>.</summary>
        public static Operation GetOwnAttributes { get; } = Table.Get("internal.rights.attributes", "GetOwnAttributes", "/internal/rights/attributes", Access.Peer);

        /// <summary><c>GET /internal/rights/models</c>.</summary>
        public static Operation GetOwnModels { get; } = Table.Get("internal.rights.models", "GetOwnModels", "/internal/rights/models", Access.Peer);

        /// <summary><c>GET /internal/rights/changes</c>.</summary>
        public static Operation GetChangeVersion { get; } = Table.Get("internal.rights.changes", "GetChangeVersion", "/internal/rights/changes", Access.Peer);

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
