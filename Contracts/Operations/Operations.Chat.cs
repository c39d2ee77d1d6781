namespace Nanobot.Contracts.Operations;

public static partial class Operations
{
    /// <summary>The assistant, its sessions and workspaces.</summary>
    public static class Chat
    {
        /// <summary>The module's name.</summary>
        public const string Module = "chat";

        private static readonly ModuleOperations Table = new(Module);

        /// <summary><c>POST /chat</c>.</summary>
        public static Operation SendMessage { get; } = Table.Post("chat.send", "SendMessage", "/chat", Access.User, CostClass.Model, MediaTypes.Json, MediaTypes.EventStream);

        /// <summary><c>POST /v1/chat/completions</c>: images come with it.</summary>
        public static Operation CreateCompletion { get; } = Table.Upload(
            "completions.create", "CreateCompletion", $"{Operation.OpenAiRoot}/chat/completions", Access.User, CostClass.Model, largestBody: 6 * 1024 * 1024, MediaTypes.Json, MediaTypes.EventStream);

        /// <summary><c>GET /v1/models</c>.</summary>
        public static Operation ListModels { get; } = Table.Get("models.list", "ListModels", $"{Operation.OpenAiRoot}/models", Access.User);

        /// <summary><c>GET /v1/models/{model}</c>: names of models may have slashes.</summary>
        public static Operation GetModel { get; } = Table.Get("models.get", "GetModel", $"{Operation.OpenAiRoot}/models/{{**model}}", Access.User);

        /// <summary><c>POST /models/test</c>.</summary>
        public static Operation TestModel { get; } = Table.Post("models.test", "TestModel", "/models/test", Access.Member, CostClass.Model);

        /// <summary><c>GET /sessions</c>.</summary>
        public static Operation ListSessions { get; } = Table.Get("sessions.list", "ListSessions", "/sessions", Access.User);

        /// <summary><c>GET /sessions/{session_id}</c>.</summary>
        public static Operation GetSession { get; } = Table.Get("sessions.get", "GetSession", "/sessions/{session_id}", Access.User);

        /// <summary><c>DELETE /sessions/{session_id}</c>.</summary>
        public static Operation DeleteSession { get; } = Table.Delete("sessions.delete", "DeleteSession", "/sessions/{session_id}", Access.User);

        /// <summary><c>PATCH /sessions/{session_id}</c>.</summary>
        public static Operation RenameSession { get; } = Table.Patch("sessions.rename", "RenameSession", "/sessions/{session_id}", Access.User);

        /// <summary><c>GET /sessions/{session_id}/export</c>.</summary>
        public static Operation ExportSession { get; } = Table.Get("sessions.export", "ExportSession", "/sessions/{session_id}/export", Access.User, MediaTypes.Json, MediaTypes.Markdown);

        /// <summary><c>POST /sessions/{session_id}/branch</c>.</summary>
        public static Operation BranchSession { get; } = Table.Post("sessions.branch", "BranchSession", "/sessions/{session_id}/branch", Access.User);

        /// <summary><c>POST /sessions/{session_id}/regenerate</c>.</summary>
        public static Operation RegenerateAnswer { get; } = Table.Post("sessions.regenerate", "RegenerateAnswer", "/sessions/{session_id}/regenerate", Access.User, CostClass.Model, MediaTypes.Json, MediaTypes.EventStream);

        /// <summary><c>GET /runs</c>.</summary>
        public static Operation ListRuns { get; } = Table.Get("runs.list", "ListRuns", "/runs", Access.User);

        /// <summary><c>GET /runs/{run_id}</c>.</summary>
        public static Operation GetRun { get; } = Table.Get("runs.get", "GetRun", "/runs/{run_id}", Access.User);

        /// <summary><c>GET /runs/{run_id}/events</c>.</summary>
        public static Operation ReadRunEvents { get; } = Table.Get("runs.events", "ReadRunEvents", "/runs/{run_id}/events", Access.User, MediaTypes.EventStream);

        /// <summary><c>POST /runs/{run_id}/cancel</c>.</summary>
        public static Operation CancelRun { get; } = Table.Post("runs.cancel", "CancelRun", "/runs/{run_id}/cancel", Access.User);

        /// <summary><c>GET /approvals</c>.</summary>
        public static Operation ListApprovals { get; } = Table.Get("approvals.list", "ListApprovals", "/approvals", Access.User);

        /// <summary><c>GET /approvals/{approval_id}</c>.</summary>
        public static Operation GetApproval { get; } = Table.Get("approvals.get", "GetApproval", "/approvals/{approval_id}", Access.User);

        /// <summary><c>POST /approvals/{approval_id}</c>.</summary>
        public static Operation DecideApproval { get; } = Table.Post("approvals.decide", "DecideApproval", "/approvals/{approval_id}", Access.User, CostClass.Model, MediaTypes.Json, MediaTypes.EventStream);

        /// <summary><c>GET /notifications</c>.</summary>
        public static Operation ListNotifications { get; } = Table.Get("notifications.list", "ListNotifications", "/notifications", Access.User);

        /// <summary><c>DELETE /notifications/{notification_id}</c>.</summary>
        public static Operation DeleteNotification { get; } = Table.Delete("notifications.delete", "DeleteNotification", "/notifications/{notification_id}", Access.User);

        /// <summary><c>GET /memory</c>.</summary>
        public static Operation ListMemory { get; } = Table.Get("memory.list", "ListMemory", "/memory", Access.User);

        /// <summary><c>GET /memory/{fact_id}</c>.</summary>
        public static Operation GetFact { get; } = Table.Get("memory.get", "GetFact", "/memory/{fact_id}", Access.User);

        /// <summary><c>POST /memory/{fact_id}/accept</c>.</summary>
        public static Operation AcceptFact { get; } = Table.Post("memory.accept", "AcceptFact", "/memory/{fact_id}/accept", Access.User);

        /// <summary><c>POST /memory/{fact_id}/reject</c>.</summary>
        public static Operation RejectFact { get; } = Table.Post("memory.reject", "RejectFact", "/memory/{fact_id}/reject", Access.User);

        /// <summary><c>DELETE /memory/{fact_id}</c>.</summary>
        public static Operation ForgetFact { get; } = Table.Delete("memory.forget", "ForgetFact", "/memory/{fact_id}", Access.User);

        /// <summary><c>POST /memory/undo</c>.</summary>
        public static Operation UndoMemory { get; } = Table.Post("memory.undo", "UndoMemory", "/memory/undo", Access.User);

        /// <summary><c>GET /workspace/files</c>.</summary>
        public static Operation ListFiles { get; } = Table.Get("workspace.files.list", "ListFiles", "/workspace/files", Access.User);

        /// <summary><c>GET /workspace/files/{path}</c>.</summary>
        public static Operation ReadFile { get; } = Table.Get("workspace.files.read", "ReadFile", "/workspace/files/{**path}", Access.User, MediaTypes.Text, MediaTypes.Binary);

        /// <summary><c>PUT /workspace/files/{path}</c>.</summary>
        public static Operation WriteFile { get; } = Table.Put("workspace.files.write", "WriteFile", "/workspace/files/{**path}", Access.User);

        /// <summary><c>DELETE /workspace/files/{path}</c>.</summary>
        public static Operation DeleteFile { get; } = Table.Delete("workspace.files.delete", "DeleteFile", "/workspace/files/{**path}", Access.User);

        /// <summary><c>GET /workspace/history/{path}</c>.</summary>
        public static Operation ListRevisions { get; } = Table.Get("workspace.history.list", "ListRevisions", "/workspace/history/{**path}", Access.User);

        /// <summary><c>POST /workspace/restore</c>.</summary>
        public static Operation RestoreFile { get; } = Table.Post("workspace.restore", "RestoreFile", "/workspace/restore", Access.User);

        /// <summary><c>GET /workspace/diff/{path}</c>.</summary>
        public static Operation DiffFile { get; } = Table.Get("workspace.diff", "DiffFile", "/workspace/diff/{**path}", Access.User, MediaTypes.Text);

        /// <summary><c>POST /workspace/move</c>.</summary>
        public static Operation MoveFile { get; } = Table.Post("workspace.move", "MoveFile", "/workspace/move", Access.User);

        /// <summary><c>GET /workspace/export</c>.</summary>
        public static Operation ExportWorkspace { get; } = Table.Get("workspace.export", "ExportWorkspace", "/workspace/export", Access.User, MediaTypes.Zip);

        /// <summary><c>POST /workspace/import</c>.</summary>
        public static Operation ImportWorkspace { get; } = Table.Upload("workspace.import", "ImportWorkspace", "/workspace/import", Access.User, largestBody: 32 * 1024 * 1024);

        /// <summary><c>GET /workspace/templates</c>.</summary>
        public static Operation ListTemplates { get; } = Table.Get("workspace.templates.list", "ListTemplates", "/workspace/templates", Access.Admin);

        /// <summary><c>GET /workspace/templates/{path}</c>.</summary>
        public static Operation ReadTemplate { get; } = Table.Get("workspace.templates.read", "ReadTemplate", "/workspace/templates/{**path}", Access.Admin, MediaTypes.Text, MediaTypes.Binary);

        /// <summary><c>PUT /workspace/templates/{path}</c>.</summary>
        public static Operation WriteTemplate { get; } = Table.Put("workspace.templates.write", "WriteTemplate", "/workspace/templates/{**path}", Access.Admin);

        /// <summary><c>DELETE /workspace/templates/{path}</c>.</summary>
        public static Operation DeleteTemplate { get; } = Table.Delete("workspace.templates.delete", "DeleteTemplate", "/workspace/templates/{**path}", Access.Admin);

        /// <summary><c>POST /workspace/clone</c>.</summary>
        public static Operation CloneWorkspace { get; } = Table.Post("workspace.clone", "CloneWorkspace", "/workspace/clone", Access.Admin);

        /// <summary><c>GET /workspace/stats</c>.</summary>
        public static Operation GetWorkspaceStats { get; } = Table.Get("workspace.stats", "GetWorkspaceStats", "/workspace/stats", Access.User);

        /// <summary><c>GET /workspace/search</c>.</summary>
        public static Operation SearchFiles { get; } = Table.Get("workspace.search", "SearchFiles", "/workspace/search", Access.User);

        /// <summary><c>GET /internal/tenants/{tenant_id}/usage</c>.</summary>
        public static Operation GetTenantUsage { get; } = Table.Get("internal.usage.get", "GetTenantUsage", "/internal/tenants/{tenant_id}/usage", Access.Gateway);

        /// <summary><c>GET /internal/workspace/notes</c>.</summary>
        public static Operation GetWorkspaceNotes { get; } = Table.Get("internal.workspace.notes", "GetWorkspaceNotes", "/internal/workspace/notes", Access.Peer);

        /// <summary>All of the module's.</summary>
        public static IReadOnlyList<Operation> All => Table.All;
    }
}
