using Nanobot.ServiceDefaults.Hosting;
using Nanobot.Services.Reports;

await ModuleHost.RunAsync(args, ReportsModule.Definition);
