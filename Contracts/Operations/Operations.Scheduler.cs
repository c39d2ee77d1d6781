namespace Nanobot.Contracts.Operations;

public static partial class Operations
{
    /// <summary>Schedules and their jobs.</summary>
    public static class Scheduler
    {
        /// <summary>The module's name.</summary>
        public const string Module = "scheduler";

        private static readonly ModuleOperations Table = new(Module);

        /// <summary><c>GET /schedule</c>.</summary>
        public static Operation GetSchedule { get; } = Table.Get("schedule.get", "GetSchedule", "/schedule", Access.User);

        /// <summary><c>GET /schedule/preview</c>.</summary>
        public static Operation PreviewSchedule { get; } = Table.Get("schedule.preview", "PreviewSchedule", "/schedule/preview", Access.User);

        /// <summary><c>GET /schedule/heartbeat</c>.</summary>
        public static Operation GetHeartbeat { get; } = Table.Get("schedule.heartbeat.get", "GetHeartbeat", "/schedule/heartbeat", Access.User);

        /// <summary><c>PUT /schedule/heartbeat</c>.</summary>
        public static Operation PutHeartbeat { get; } = Table.Put("schedule.heartbeat.update", "PutHeartbeat", "/schedule/heartbeat", Access.User);

        /// <summary><c>POST /schedule/jobs</c>.</summary>
        public static Operation CreateJob { get; } = Table.Post("schedule.jobs.create", "CreateJob", "/schedule/jobs", Access.User);

        /// <summary><c>GET /schedule/jobs</c>.</summary>
        public static Operation ListJobs { get; } = Table.Get("schedule.jobs.list", "ListJobs", "/schedule/jobs", Access.User);

        /// <summary><c>GET /schedule/jobs/{job_id}</c>.</summary>
        public static Operation GetJob { get; } = Table.Get("schedule.jobs.get", "GetJob", "/schedule/jobs/{job_id}", Access.User);

        /// <summary><c>PATCH /schedule/jobs/{job_id}</c>.</summary>
        public static Operation UpdateJob { get; } = Table.Patch("schedule.jobs.update", "UpdateJob", "/schedule/jobs/{job_id}", Access.User);

        /// <summary><c>DELETE /schedule/jobs/{job_id}</c>.</summary>
        public static Operation DeleteJob { get; } = Table.Delete("schedule.jobs.delete", "DeleteJob", "/schedule/jobs/{job_id}", Access.User);

        /// <summary><c>POST /schedule/jobs/{job_id}/run</c>.</summary>
        public static Operation RunJob { get; } = Table.Post("schedule.jobs.run", "RunJob", "/schedule/jobs/{job_id}/run", Access.User, CostClass.Report);

        /// <summary><c>GET /schedule/jobs/{job_id}/history</c>.</summary>
        public static Operation GetJobHistory { get; } = Table.Get("schedule.jobs.history", "GetJobHistory", "/schedule/jobs/{job_id}/history", Access.User);

        /// <summary><c>POST /schedule/jobs/{job_id}/skip</c>.</summary>
        public static Operation SkipRun { get; } = Table.Post("schedule.jobs.skip", "SkipRun", "/schedule/jobs/{job_id}/skip", Access.User);

        /// <summary><c>DELETE /schedule/jobs/{job_id}/skip/{scheduled_for}</c>.</summary>
        public static Operation RestoreRun { get; } = Table.Delete("schedule.jobs.restore", "RestoreRun", "/schedule/jobs/{job_id}/skip/{scheduled_for}", Access.User);

        /// <summary><c>POST /schedule/jobs/{job_id}/copy</c>.</summary>
        public static Operation CopyJob { get; } = Table.Post("schedule.jobs.copy", "CopyJob", "/schedule/jobs/{job_id}/copy", Access.User);

        /// <summary><c>POST /schedule/jobs/bulk</c>.</summary>
        public static Operation BulkJobs { get; } = Table.Post("schedule.jobs.bulk", "BulkJobs", "/schedule/jobs/bulk", Access.User, CostClass.Report);

        /// <summary><c>POST /schedule/simulations</c>.</summary>
        public static Operation SimulateSchedule { get; } = Table.Post("schedule.simulate", "SimulateSchedule", "/schedule/simulations", Access.User, CostClass.Read);

        /// <summary><c>GET /schedule/export</c>.</summary>
        public static Operation ExportSchedule { get; } = Table.Get("schedule.export", "ExportSchedule", "/schedule/export", Access.User, MediaTypes.Calendar);

        /// <summary><c>POST /schedule/import</c>.</summary>
        public static Operation ImportSchedule { get; } = Table.Post("schedule.import", "ImportSchedule", "/schedule/import", Access.User);

        /// <summary><c>GET /schedule/calendars</c>.</summary>
        public static Operation ListCalendars { get; } = Table.Get("schedule.calendars.list", "ListCalendars", "/schedule/calendars", Access.Member);

        /// <summary><c>GET /schedule/calendars/{name}</c>.</summary>
        public static Operation GetCalendar { get; } = Table.Get("schedule.calendars.get", "GetCalendar", "/schedule/calendars/{name}", Access.Member);

        /// <summary><c>PUT /schedule/calendars/{name}</c>.</summary>
        public static Operation PutCalendar { get; } = Table.Put("schedule.calendars.update", "PutCalendar", "/schedule/calendars/{name}", Access.Admin);

        /// <summary><c>DELETE /schedule/calendars/{name}</c>.</summary>
        public static Operation DeleteCalendar { get; } = Table.Delete("schedule.calendars.delete", "DeleteCalendar", "/schedule/calendars/{name}", Access.Admin);

        /// <summary><c>GET /schedule/operations</c>.</summary>
        public static Operation GetOperations { get; } = Table.Get("schedule.operations.get", "GetOperations", "/schedule/operations", Access.Operator);

        /// <summary><c>PUT /schedule/operations/state</c>.</summary>
        public static Operation PutFiringState { get; } = Table.Put("schedule.operations.state.update", "PutFiringState", "/schedule/operations/state", Access.Operator);

        /// <summary><c>GET /schedule/operations/backlog</c>.</summary>
        public static Operation ListBacklog { get; } = Table.Get("schedule.operations.backlog", "ListBacklog", "/schedule/operations/backlog", Access.Operator);

        /// <summary><c>GET /schedule/operations/failures</c>.</summary>
        public static Operation ListFailures { get; } = Table.Get("schedule.operations.failures", "ListFailures", "/schedule/operations/failures", Access.Operator);

        /// <summary><c>GET /schedule/operations/load</c>.</summary>
        public static Operation GetLoad { get; } = Table.Get("schedule.operations.load", "GetLoad", "/schedule/operations/load", Access.Operator);

        /// <summary><c>POST /schedule/operations/replay</c>.</summary>
        public static Operation ReplaySchedule { get; } = Table.Post("schedule.operations.replay", "ReplaySchedule", "/schedule/operations/replay", Access.Operator, CostClass.Read);

        /// <summary>All of the module's.</summary>
        public static IReadOnlyList<Operation> All => Table.All;
    }
}
