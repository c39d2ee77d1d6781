using System.ComponentModel.DataAnnotations;

namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>Describes a member that names where a job stands.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class JobStatusesAttribute() : AllowedValuesAttribute(JobStatus.Active, JobStatus.Paused, JobStatus.Done);
