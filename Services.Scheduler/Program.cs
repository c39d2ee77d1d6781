using Nanobot.ServiceDefaults.Hosting;
using Nanobot.Services.Scheduler;

await ModuleHost.RunAsync(args, SchedulerModule.Definition);
